package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.ibc.internal.ClientUpdates;
import dev.orrery.ibc.internal.PacketMsgs;
import dev.orrery.ibc.internal.Refusals;
import dev.orrery.ibc.internal.StateProofs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The single steps of relaying on one path (ICS-02, ICS-04 of either version, ICS-23), each with whatever proof the caller chooses, so that
 * also wrong ones can be shown to the chains. Needs no relayer that runs, and minds none. Thread-safe.
 *
 * <p>Every step that sends throws {@link ChainException} with the chain's own words if the chain refuses.
 */
public final class RelaySteps {
    private final PathEnds path;

    public RelaySteps(PathEnds path) {
        this.path = path;
    }

    public PathEnds path() {
        return path;
    }

    /**
     * Brings the light client at one end to the newest block of the other chain.
     *
     * @return the height up to which it verifies proofs now
     */
    public Height updateClient(PathEnd holder) {
        IbcChain followed = path.opposite(holder).chain();
        long height = followed.client().height();
        updateClient(holder, height);
        return followed.height(height);
    }

    /**
     * Gives the light client at one end a consensus state of a height of the other chain.
     *
     * @return the transaction; empty if the client had one
     */
    public Optional<TxResult> updateClient(PathEnd holder, long height) {
        List<EncodedMsg> messages = clientUpdate(holder, height);
        return messages.isEmpty() ? Optional.empty() : Optional.of(send(holder, messages));
    }

    /** The messages of {@link #updateClient(PathEnd, long)}, for a transaction that has others too. */
    public List<EncodedMsg> clientUpdate(PathEnd holder, long height) {
        IbcChain followed = path.opposite(holder).chain();
        return new ClientUpdates(holder, followed, followed.lightBlocks()).to(height);
    }

    /**
     * That the packet was sent and its life has not ended.
     *
     * @param height a height of the chain that sent it; the proof is of the state of the block before
     */
    public Proof commitmentProof(Packet packet, long height) {
        return proofs(path.source(packet.id())).commitment(packet.id(), height);
    }

    /** That the receiver's application has answered; as {@link #commitmentProof}, with a height of the receiving chain. */
    public Proof acknowledgementProof(Packet packet, long height) {
        return proofs(path.destination(packet.id()))
                .acknowledgement(packet.destinationPort(), packet.destinationChannel(), packet.sequence(), height);
    }

    /**
     * That the packet was not received: on an unordered channel that there is no receipt, on an ordered one which packet is
     * the next. As {@link #commitmentProof}, with a height of the receiving chain.
     */
    public Proof unreceivedProof(Packet packet, boolean ordered, long height) {
        StateProofs proofs = proofs(path.destination(packet.id()));
        return ordered
                ? proofs.nextSequenceRecv(packet.destinationPort(), packet.destinationChannel(), height)
                : proofs.receipt(packet.destinationPort(), packet.destinationChannel(), packet.sequence(), height);
    }

    /** Of what state the channel's end is at which the packet should arrive; as {@link #unreceivedProof}. */
    public Proof destinationProof(Packet packet, long height) {
        return proofs(path.destination(packet.id()))
                .channel(packet.destinationPort(), packet.destinationChannel(), height);
    }

    /** Delivers a packet with this proof, in a transaction that has nothing else. */
    public Delivery recvPacket(Packet packet, Proof commitment) {
        PathEnd on = path.destination(packet.id());
        return deliver(on, List.of(recvMessage(packet, commitment)), "recv_packet");
    }

    /** Delivers an acknowledgement with this proof, in a transaction that has nothing else. */
    public Delivery acknowledge(Packet packet, Acknowledgement answer, Proof acknowledged) {
        PathEnd on = path.source(packet.id());
        return deliver(on, List.of(acknowledgeMessage(packet, answer, acknowledged)), "acknowledge_packet");
    }

    /** Times a packet out with this proof, in a transaction that has nothing else. */
    public Delivery timeOut(Packet packet, boolean ordered, Proof unreceived) {
        PathEnd on = path.source(packet.id());
        return deliver(on, List.of(timeOutMessage(packet, ordered, unreceived)), "timeout_packet");
    }

    /**
     * Times a packet out whose channel is closed on the other side, in a transaction that has nothing else. Both proofs are
     * of one height.
     *
     * @param closed {@link #destinationProof}
     */
    public Delivery timeOutOnClose(Packet packet, boolean ordered, Proof unreceived, Proof closed) {
        PathEnd on = path.source(packet.id());
        return deliver(on, List.of(timeOutOnCloseMessage(packet, ordered, unreceived, closed)), "timeout_packet");
    }

    /**
     * Delivers a packet, with the client update that its proof needs, in one transaction. A packet that was sent in the
     * newest block waits for the next one, which proves it.
     *
     * @throws ChainException if the packet is acknowledged or timed out, so that nothing proves it any more
     */
    public Delivery relay(Packet packet, Deadline deadline) {
        PathEnd source = path.source(packet.id());
        long newest = source.chain().client().height();
        Proof proof = commitmentProof(packet, newest);
        if (proof.value().length == 0) {
            newest = source.chain().client().awaitHeight(newest + 1, deadline).height();
            proof = commitmentProof(packet, newest);
        }
        if (proof.value().length == 0) {
            throw new ChainException(Failure.doing("relaying " + packet)
                    .where(source.chain().chainId())
                    .expected("its commitment")
                    .seen("none up to block " + newest)
                    .hint("it is acknowledged or timed out, or was never sent")
                    .build());
        }
        PathEnd destination = path.destination(packet.id());
        List<EncodedMsg> messages = new ArrayList<>(clientUpdate(destination, newest));
        messages.add(recvMessage(packet, proof));
        return deliver(destination, messages, "recv_packet");
    }

    /**
     * Delivers an acknowledgement, with the client update that its proof needs, in one transaction.
     *
     * @throws ChainException if the receiving chain has none
     */
    public Delivery relayAcknowledgement(Packet packet, Acknowledgement answer, Deadline deadline) {
        PathEnd destination = path.destination(packet.id());
        long newest = destination.chain().client().height();
        Proof proof = acknowledgementProof(packet, newest);
        if (proof.value().length == 0) {
            newest = destination
                    .chain()
                    .client()
                    .awaitHeight(newest + 1, deadline)
                    .height();
            proof = acknowledgementProof(packet, newest);
        }
        PathEnd source = path.source(packet.id());
        List<EncodedMsg> messages = new ArrayList<>(clientUpdate(source, newest));
        messages.add(acknowledgeMessage(packet, answer, proof));
        return deliver(source, messages, "acknowledge_packet");
    }

    /**
     * Times a packet out, with the client update that its proof needs, in one transaction. Waits until the receiving chain
     * has a block in which the packet has timed out, or in which its channel is closed.
     *
     * @throws dev.orrery.base.DeadlineExceededException if it has none in time
     */
    public Delivery timeOut(Packet packet, boolean ordered, Deadline deadline) {
        IbcChain there = path.destination(packet.id()).chain();
        Head head = there.client().rpc().head();
        Optional<Proof> closed = closedProof(packet, head.height());
        while (closed.isEmpty() && !packet.timedOutAt(there.height(head.height()), head.time())) {
            head = there.client().awaitHeight(head.height() + 1, deadline);
            closed = closedProof(packet, head.height());
        }
        PathEnd source = path.source(packet.id());
        Proof unreceived = unreceivedProof(packet, ordered, head.height());
        List<EncodedMsg> messages = new ArrayList<>(clientUpdate(source, head.height()));
        messages.add(closed.map(proof -> timeOutOnCloseMessage(packet, ordered, unreceived, proof))
                .orElseGet(() -> timeOutMessage(packet, ordered, unreceived)));
        return deliver(source, messages, "timeout_packet");
    }

    /** That the channel is closed where the packet should arrive, if it is; what is between clients cannot be. */
    private Optional<Proof> closedProof(Packet packet, long height) {
        return Optional.of(packet)
                .filter(it -> !it.id().isV2())
                .map(it -> destinationProof(it, height))
                .filter(proof -> IbcQueries.decodeChannel(
                                packet.destinationPort(), packet.destinationChannel(), ProtoReader.of(proof.value()))
                        .state()
                        .equals("CLOSED"));
    }

    /** The message of {@link #recvPacket}, for a transaction that has others too. */
    public EncodedMsg recvMessage(Packet packet, Proof commitment) {
        return PacketMsgs.recv(
                packet, commitment, path.destination(packet.id()).chain().address());
    }

    /** The message of {@link #acknowledge}, for a transaction that has others too. */
    public EncodedMsg acknowledgeMessage(Packet packet, Acknowledgement answer, Proof acknowledged) {
        return PacketMsgs.acknowledge(
                packet,
                answer.encode(),
                acknowledged,
                path.source(packet.id()).chain().address());
    }

    /** The message of {@link #timeOut(Packet, boolean, Proof)}, for a transaction that has others too. */
    public EncodedMsg timeOutMessage(Packet packet, boolean ordered, Proof unreceived) {
        return PacketMsgs.timeout(
                packet,
                unreceived,
                next(packet, ordered, unreceived),
                path.source(packet.id()).chain().address());
    }

    EncodedMsg timeOutOnCloseMessage(Packet packet, boolean ordered, Proof unreceived, Proof closed) {
        return PacketMsgs.timeoutOnClose(
                packet,
                unreceived,
                closed,
                next(packet, ordered, unreceived),
                path.source(packet.id()).chain().address());
    }

    /** The sequence that the proof tells of. */
    private static long next(Packet packet, boolean ordered, Proof unreceived) {
        return ordered ? bigEndian(unreceived.value()) : packet.sequence();
    }

    private Delivery deliver(PathEnd on, List<EncodedMsg> messages, String event) {
        try {
            TxResult tx = send(on, messages);
            return new Delivery(
                    tx.event(event).isPresent() ? Delivery.Outcome.EXECUTED : Delivery.Outcome.NO_OP, Optional.of(tx));
        } catch (OrreryException e) {
            if (Refusals.isRedundant(e)) {
                return new Delivery(Delivery.Outcome.REFUSED_AS_REDUNDANT, Optional.empty());
            }
            throw e;
        }
    }

    private static TxResult send(PathEnd on, List<EncodedMsg> messages) {
        return on.chain().client().tx(on.chain().signer(), messages).send();
    }

    private static StateProofs proofs(PathEnd end) {
        return new StateProofs(end.chain());
    }

    /** How ibc-go stores sequences. */
    private static long bigEndian(byte[] bytes) {
        long value = 0;
        for (byte each : bytes) {
            value = value << 8 | (each & 0xff);
        }
        return value;
    }
}
