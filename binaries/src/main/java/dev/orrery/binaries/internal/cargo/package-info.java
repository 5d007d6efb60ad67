/** Binaries of Rust crates. */
@NullMarked
package dev.orrery.binaries.internal.cargo;

import org.jspecify.annotations.NullMarked;
