/** What a network costs, from its file to ready, beside the limit and beside the shell way; and what is left of it. */
@NullMarked
package dev.orrery.benchmarks.network;

import org.jspecify.annotations.NullMarked;
