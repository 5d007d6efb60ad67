/** What it costs until a validator counts: one that a transaction makes, and a change of stake on a consumer chain. */
@NullMarked
package dev.orrery.benchmarks.validators;

import org.jspecify.annotations.NullMarked;
