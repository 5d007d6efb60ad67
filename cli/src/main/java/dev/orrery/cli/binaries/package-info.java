/** {@code orrery binaries}: the programs of chains and relayers on this machine. */
@NullMarked
package dev.orrery.cli.binaries;

import org.jspecify.annotations.NullMarked;
