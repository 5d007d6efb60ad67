/** What every command takes, and how it finds the network that is meant. */
@NullMarked
package dev.orrery.cli.options;

import org.jspecify.annotations.NullMarked;
