/** {@code orrery check} and {@code orrery render}: what a network file says and would become; nothing is started. */
@NullMarked
package dev.orrery.cli.plan;

import org.jspecify.annotations.NullMarked;
