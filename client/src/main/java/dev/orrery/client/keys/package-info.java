/** Keys and addresses: BIP-39, BIP-32, secp256k1 and Ed25519. */
@NullMarked
package dev.orrery.client.keys;

import org.jspecify.annotations.NullMarked;
