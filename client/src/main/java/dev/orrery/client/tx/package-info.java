/** Transactions as bytes (cosmos.tx.v1beta1), and the messages that everybody sends. */
@NullMarked
package dev.orrery.client.tx;

import org.jspecify.annotations.NullMarked;
