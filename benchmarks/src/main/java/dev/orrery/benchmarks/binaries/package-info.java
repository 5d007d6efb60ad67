/** What getting a binary costs, from every source, beside the tool that only fetches it. */
@NullMarked
package dev.orrery.benchmarks.binaries;

import org.jspecify.annotations.NullMarked;
