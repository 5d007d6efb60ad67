/** Transactions as bytes (cosmos.tx.v1beta1, SIGN_MODE_DIRECT), and the messages that everybody sends. */
@NullMarked
package dev.orrery.client.tx;

import org.jspecify.annotations.NullMarked;
