/** The protobufs that a chain brings with it, and JSON in and out of them. */
@NullMarked
package dev.orrery.client.proto;

import org.jspecify.annotations.NullMarked;
