/** {@code orrery up}: bringing a network up, showing it, owning it, in the foreground or in the background. */
@NullMarked
package dev.orrery.cli.up;

import org.jspecify.annotations.NullMarked;
