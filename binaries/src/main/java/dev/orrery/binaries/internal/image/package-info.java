/** Binaries out of container images. */
@NullMarked
package dev.orrery.binaries.internal.image;

import org.jspecify.annotations.NullMarked;
