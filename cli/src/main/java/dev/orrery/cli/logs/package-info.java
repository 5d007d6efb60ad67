/** {@code orrery logs}: what the nodes said. */
@NullMarked
package dev.orrery.cli.logs;

import org.jspecify.annotations.NullMarked;
