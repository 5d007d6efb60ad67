/** {@code orrery status}: the network as it is now. */
@NullMarked
package dev.orrery.cli.status;

import org.jspecify.annotations.NullMarked;
