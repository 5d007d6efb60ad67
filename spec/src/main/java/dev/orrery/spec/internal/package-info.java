/** How {@code network.yaml} is read: one table of the format drives the binder and the JSON Schema. Not for users. */
@NullMarked
package dev.orrery.spec.internal;

import org.jspecify.annotations.NullMarked;
