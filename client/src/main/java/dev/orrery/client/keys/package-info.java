/** Keys and addresses: BIP-39, BIP-32, secp256k1, Ed25519, Ethereum's kind, multisig, and the SDK's armored files. */
@NullMarked
package dev.orrery.client.keys;

import org.jspecify.annotations.NullMarked;
