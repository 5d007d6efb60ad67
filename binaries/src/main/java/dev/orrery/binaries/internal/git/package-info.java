/** Binaries built from repositories. */
@NullMarked
package dev.orrery.binaries.internal.git;

import org.jspecify.annotations.NullMarked;
