/** One chain's start: its stages, its first block, and what is told of nodes that do not come to it. */
@NullMarked
package dev.orrery.engine.internal.start;

import org.jspecify.annotations.NullMarked;
