/** What planning costs: many accounts in one genesis, and many chains. */
@NullMarked
package dev.orrery.benchmarks.genesis;

import org.jspecify.annotations.NullMarked;
