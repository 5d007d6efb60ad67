package dev.orrery.ibc;

import dev.orrery.base.Deadline;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.ibc.internal.ClientMsgs;
import dev.orrery.ibc.internal.Together;
import java.util.List;

/**
 * Opens paths of IBC v2 on running chains (ICS-02 v2): light clients, each of which is then told its counterparty. Nothing is
 * proved, so that two transactions on each chain suffice. The relayers' accounts of the two chains pay.
 *
 * <p>Everything throws {@link dev.orrery.base.ChainException} with the chain's own words if a chain refuses, and
 * {@link dev.orrery.base.DeadlineExceededException} if it is not done in time; what was opened until then stays.
 */
public final class HandshakeV2 {
    private final Deadline deadline;

    private HandshakeV2(Deadline deadline) {
        this.deadline = deadline;
    }

    /** What is opened is so by the deadline. */
    public static HandshakeV2 within(Deadline deadline) {
        return new HandshakeV2(deadline);
    }

    /** Opens a new path: clients that are each other's counterparties. */
    public PathEnds open(IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB) {
        PathEnds path = Handshake.clients(a, b, clientOnA, clientOnB, deadline);
        Together.get(
                deadline,
                "registering counterparties on " + a + " and " + b,
                List.of(
                        () -> registerCounterparty(path.a(), path.b()),
                        () -> registerCounterparty(path.b(), path.a())));
        return path;
    }

    /** As {@link #open(IbcChain, IbcChain, ClientOptions, ClientOptions)} with the usual clients. */
    public PathEnds open(IbcChain a, IbcChain b) {
        return open(a, b, ClientOptions.standard(), ClientOptions.standard());
    }

    /**
     * Tells the client at one end which client of the other chain is its counterparty. A chain lets only the account that
     * created the client do so, and once.
     *
     * @return the transaction's hash
     */
    public String registerCounterparty(PathEnd on, PathEnd counterparty) {
        EncodedMsg message = ClientMsgs.registerCounterparty(
                on.clientId(), counterparty.clientId(), on.chain().address());
        return on.chain()
                .client()
                .tx(on.chain().signer(), List.of(message))
                .within(deadline.remaining())
                .send()
                .hash();
    }
}
