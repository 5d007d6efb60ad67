/** A network's state as JSON: one form for the command line and for the API service, to be written and to be read. */
@NullMarked
package dev.orrery.network.json;

import org.jspecify.annotations.NullMarked;
