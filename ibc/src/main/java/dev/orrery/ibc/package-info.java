/** How two chains talk: validator sets, light clients, and what a chain says of its connections and channels. */
@NullMarked
package dev.orrery.ibc;

import org.jspecify.annotations.NullMarked;
