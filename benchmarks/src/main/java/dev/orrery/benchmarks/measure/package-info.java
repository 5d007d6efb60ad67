/** What all measurements share: options, samples, ratios, and the processes and folders that they may not leave behind. */
@NullMarked
package dev.orrery.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
