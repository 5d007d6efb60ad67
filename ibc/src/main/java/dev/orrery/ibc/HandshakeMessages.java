package dev.orrery.ibc;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.ibc.internal.HandshakeMsgs;
import dev.orrery.ibc.internal.HandshakeMsgs.SelfClient;
import dev.orrery.ibc.internal.StateProofs;
import java.util.List;

/**
 * The messages of the handshakes with their proofs (ICS-03, ICS-04). Each is for one end, and proves the state of the other
 * at a height of the other chain.
 */
final class HandshakeMessages {
    private final PathEnd on;
    private final PathEnd other;
    private final StateProofs proofs;

    /** @param on where the messages go; what is not known yet of the two ends is empty */
    HandshakeMessages(PathEnd on, PathEnd other) {
        this.on = on;
        this.other = other;
        this.proofs = new StateProofs(other.chain());
    }

    EncodedMsg connOpenInit() {
        return HandshakeMsgs.connOpenInit(on.clientId(), other.clientId(), signer());
    }

    EncodedMsg connOpenTry(long height) {
        return HandshakeMsgs.connOpenTry(
                on.clientId(),
                other.clientId(),
                other.connectionId(),
                proofs.connection(other.connectionId(), height),
                selfClient(height),
                signer());
    }

    EncodedMsg connOpenAck(long height) {
        return HandshakeMsgs.connOpenAck(
                on.connectionId(),
                other.connectionId(),
                proofs.connection(other.connectionId(), height),
                selfClient(height),
                signer());
    }

    EncodedMsg connOpenConfirm(long height) {
        return HandshakeMsgs.connOpenConfirm(
                on.connectionId(), proofs.connection(other.connectionId(), height), signer());
    }

    EncodedMsg chanOpenInit(String port, String counterpartyPort, String ordering, String version) {
        return HandshakeMsgs.chanOpenInit(port, counterpartyPort, on.connectionId(), ordering, version, signer());
    }

    /** @param init the end on the other chain */
    EncodedMsg chanOpenTry(ChannelEnd init, long height) {
        return HandshakeMsgs.chanOpenTry(
                init.counterpartyPort(),
                init.port(),
                init.id(),
                on.connectionId(),
                init.ordering(),
                init.version(),
                proofs.channel(init.port(), init.id(), height),
                signer());
    }

    /** @param tried the end on the other chain */
    EncodedMsg chanOpenAck(ChannelEnd tried, long height) {
        return HandshakeMsgs.chanOpenAck(
                tried.counterpartyPort(),
                tried.counterpartyId(),
                tried.id(),
                tried.version(),
                proofs.channel(tried.port(), tried.id(), height),
                signer());
    }

    /** @param open the end on the other chain */
    EncodedMsg chanOpenConfirm(ChannelEnd open, long height) {
        return HandshakeMsgs.chanOpenConfirm(
                open.counterpartyPort(),
                open.counterpartyId(),
                proofs.channel(open.port(), open.id(), height),
                signer());
    }

    /** @param closed the end on the other chain */
    EncodedMsg chanCloseConfirm(ChannelEnd closed, long height) {
        return HandshakeMsgs.chanCloseConfirm(
                closed.counterpartyPort(),
                closed.counterpartyId(),
                proofs.channel(closed.port(), closed.id(), height),
                signer());
    }

    /** What the other chain's client knows of this one, at the newest height that is proved by this header. */
    private SelfClient selfClient(long height) {
        List<Height> heights = other.chain().queries().consensusHeights(other.clientId());
        Proof client = proofs.clientState(other.clientId(), height);
        Any state = Any.decode(client.value());
        Height newest = LightClient.decode(state).latestHeight();
        Height consensus = heights.contains(newest) ? newest : heights.getLast();
        return new SelfClient(state, client, proofs.consensusState(other.clientId(), consensus, height), consensus);
    }

    private String signer() {
        return on.chain().address();
    }
}
