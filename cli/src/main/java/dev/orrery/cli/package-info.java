/** How Orrery is used from a shell: the one place that prints. */
@NullMarked
package dev.orrery.cli;

import org.jspecify.annotations.NullMarked;
