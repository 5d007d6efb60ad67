/** Commands of this machine: run with a deadline, their words kept for errors. */
@NullMarked
package dev.orrery.binaries.internal.tools;

import org.jspecify.annotations.NullMarked;
