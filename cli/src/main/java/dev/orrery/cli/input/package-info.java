/** What is written into commands: JSON, as an argument, in a file or on standard input. */
@NullMarked
package dev.orrery.cli.input;

import org.jspecify.annotations.NullMarked;
