/** Where a chain's binary comes from, and what is known of it. */
@NullMarked
package dev.orrery.binaries;

import org.jspecify.annotations.NullMarked;
