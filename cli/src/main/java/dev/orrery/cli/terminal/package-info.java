/** The user's end: streams and what they can show, columns and colours, Ctrl-C, the exit status. */
@NullMarked
package dev.orrery.cli.terminal;

import org.jspecify.annotations.NullMarked;
