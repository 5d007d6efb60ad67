/** {@code orrery paths}: the paths of a running network, what is on its way, and what has happened. */
@NullMarked
package dev.orrery.cli.paths;

import org.jspecify.annotations.NullMarked;
