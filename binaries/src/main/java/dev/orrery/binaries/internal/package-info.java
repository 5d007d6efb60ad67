/** The tools of this machine that sources of binaries may need. */
@NullMarked
package dev.orrery.binaries.internal;

import org.jspecify.annotations.NullMarked;
