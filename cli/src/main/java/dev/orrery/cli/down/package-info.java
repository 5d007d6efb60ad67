/** {@code orrery down}: stopping it. */
@NullMarked
package dev.orrery.cli.down;

import org.jspecify.annotations.NullMarked;
