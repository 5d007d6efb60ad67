/** {@code orrery faucet}: coins for anybody. */
@NullMarked
package dev.orrery.cli.faucet;

import org.jspecify.annotations.NullMarked;
