/** What runs now: a network, its chains, nodes, accounts and channels, as a user holds them. */
@NullMarked
package dev.orrery.network;

import org.jspecify.annotations.NullMarked;
