/** What a network is: immutable records, read from {@code network.yaml}, completed with defaults and checked. */
@NullMarked
package dev.orrery.spec;

import org.jspecify.annotations.NullMarked;
