/**
 * {@code orrery serve}.
 */
@NullMarked
package dev.orrery.cli.serve;

import org.jspecify.annotations.NullMarked;
