/** The programs of a network, had before anything is planned, and what those of chains say of themselves. */
@NullMarked
package dev.orrery.engine.internal.binaries;

import org.jspecify.annotations.NullMarked;
