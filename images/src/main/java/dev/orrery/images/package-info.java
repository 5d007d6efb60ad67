/** Programs as container images: packed and pushed without Docker. */
@NullMarked
package dev.orrery.images;

import org.jspecify.annotations.NullMarked;
