/** What relaying costs: the first packet, one by one and many at once, beside Hermes. */
@NullMarked
package dev.orrery.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
