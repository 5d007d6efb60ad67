/** JUnit tests on networks of real chains: annotate a class with {@link dev.orrery.junit.NetworkTest}. */
@NullMarked
package dev.orrery.junit;

import org.jspecify.annotations.NullMarked;
