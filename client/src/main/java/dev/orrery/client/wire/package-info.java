/** The little of the protobuf wire format that is needed before a chain runs. */
@NullMarked
package dev.orrery.client.wire;

import org.jspecify.annotations.NullMarked;
