/**
 * How two chains talk: light clients (ICS-02, ICS-07), connections (ICS-03), channels and packets (ICS-04), proofs (ICS-23), the
 * handshakes, and an embedded relayer (ICS-18) that a test can steer.
 */
@NullMarked
package dev.orrery.ibc;

import org.jspecify.annotations.NullMarked;
