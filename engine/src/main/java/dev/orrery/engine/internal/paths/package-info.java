/** Paths while they open, and as the network's owner keeps them. */
@NullMarked
package dev.orrery.engine.internal.paths;

import org.jspecify.annotations.NullMarked;
