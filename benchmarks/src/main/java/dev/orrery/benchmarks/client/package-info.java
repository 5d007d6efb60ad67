/** What the client costs: descriptors, one transaction, many, and memory; beside CosmJS where it does the same. */
@NullMarked
package dev.orrery.benchmarks.client;

import org.jspecify.annotations.NullMarked;
