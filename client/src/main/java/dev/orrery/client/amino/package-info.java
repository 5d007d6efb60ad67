/**
 * Amino's JSON, which SIGN_MODE_LEGACY_AMINO_JSON signs, made of a chain's own descriptors and their options (ADR-050;
 * x/tx: signing/aminojson).
 */
@NullMarked
package dev.orrery.client.amino;

import org.jspecify.annotations.NullMarked;
