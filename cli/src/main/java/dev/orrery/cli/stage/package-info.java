/**
 * {@code orrery stage}.
 */
@NullMarked
package dev.orrery.cli.stage;

import org.jspecify.annotations.NullMarked;
