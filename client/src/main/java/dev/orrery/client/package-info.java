/**
 * A client for one Cosmos chain that needs no generated code: keys, amounts and transactions of its own, everything else
 * from the descriptors that the chain serves.
 */
@NullMarked
package dev.orrery.client;

import org.jspecify.annotations.NullMarked;
