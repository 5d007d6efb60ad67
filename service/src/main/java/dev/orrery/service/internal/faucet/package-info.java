/** Coins for anybody, from the network's own account. */
@NullMarked
package dev.orrery.service.internal.faucet;

import org.jspecify.annotations.NullMarked;
