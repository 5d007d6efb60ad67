/** {@code orrery completion}. */
@NullMarked
package dev.orrery.cli.completion;

import org.jspecify.annotations.NullMarked;
