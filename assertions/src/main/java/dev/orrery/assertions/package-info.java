/** AssertJ assertions on what a network has: one static import of {@link dev.orrery.assertions.OrreryAssertions} serves. */
@NullMarked
package dev.orrery.assertions;

import org.jspecify.annotations.NullMarked;
