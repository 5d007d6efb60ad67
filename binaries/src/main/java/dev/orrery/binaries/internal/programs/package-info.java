/** Programs as files: for which machine they are, and what they need beside them. */
@NullMarked
package dev.orrery.binaries.internal.programs;

import org.jspecify.annotations.NullMarked;
