/** {@code orrery image}: programs as container images, without Docker. */
@NullMarked
package dev.orrery.cli.image;

import org.jspecify.annotations.NullMarked;
