/** How the relayer encodes, proves and finds; its own. */
@NullMarked
package dev.orrery.ibc.internal;

import org.jspecify.annotations.NullMarked;
