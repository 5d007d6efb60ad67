/** What bringing a network up costs, beside the limit and beside the shell way. A program, not a library. */
@NullMarked
package dev.orrery.benchmarks;

import org.jspecify.annotations.NullMarked;
