package dev.orrery.ibc;

import dev.orrery.client.TxResult;
import java.util.Optional;

/**
 * What a chain made of a message that relays a packet (ICS-04; that it is no error to deliver one twice is ibc-go's).
 *
 * @param outcome what came of it
 * @param tx the transaction; empty if it was refused before it came into a block
 */
public record Delivery(Outcome outcome, Optional<TxResult> tx) {
    /** What came of it. */
    public enum Outcome {
        /** The chain has done what the message asks for. */
        EXECUTED,
        /** It was done before: the transaction succeeded without any effect (ibc-go: {@code NOOP}). */
        NO_OP,
        /**
         * It was done before, and the node did not take the transaction: the chain has ibc-go's
         * {@code RedundantRelayDecorator}, which looks at transactions before they come into a block (CheckTx).
         */
        REFUSED_AS_REDUNDANT
    }
}
