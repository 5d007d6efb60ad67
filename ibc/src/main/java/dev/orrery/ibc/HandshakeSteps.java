package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.ibc.internal.ClientMsgs;
import dev.orrery.ibc.internal.LightBlock;
import dev.orrery.ibc.internal.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The single steps of the handshakes (ICS-02, ICS-03, ICS-04), for those who test handshakes. Each step that proves
 * something waits for the block that proves the other chain's newest state, and updates the client in the same transaction.
 *
 * <p>Every step throws {@link ChainException} with the chain's own words if the chain refuses it, and
 * {@link dev.orrery.base.DeadlineExceededException} if it is not done in time.
 */
public final class HandshakeSteps {
    private final Deadline deadline;

    public HandshakeSteps(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Creates a light client on one chain that follows another one from its newest block on (ICS-02, ICS-07).
     *
     * @return its identifier: {@code 07-tendermint-0}
     * @throws InvalidInputException if the trusting period is not shorter than the other chain's unbonding time
     */
    public String createClient(IbcChain on, IbcChain of, ClientOptions options) {
        Duration unbonding = unbondingTime(of);
        Duration trusting =
                options.trustingPeriod().orElse(unbonding.multipliedBy(2).dividedBy(3));
        if (trusting.compareTo(unbonding) >= 0) {
            throw new InvalidInputException(Failure.doing("creating a client of " + of + " on " + on)
                    .expected("a trusting period below the unbonding time of " + of + ", " + unbonding)
                    .seen(trusting.toString())
                    .build());
        }
        LightBlock block = of.lightBlocks().at(of.client().height());
        LightClient client = new LightClient(
                of.chainId(),
                options.trustLevel(),
                trusting,
                unbonding,
                options.maxClockDrift(),
                false,
                of.height(block.height()));
        TxResult created = send(on, List.of(ClientMsgs.create(client.encode(), block.consensusState(), on.address())));
        return Handshake.id(created, "create_client", "client_id");
    }

    /** @return the identifier of the connection end, which is in state INIT */
    public String connOpenInit(PathEnd on, PathEnd counterparty) {
        TxResult tx = send(on.chain(), List.of(new HandshakeMessages(on, counterparty).connOpenInit()));
        return Handshake.id(tx, "connection_open_init", "connection_id");
    }

    /**
     * @param counterparty with its connection in state INIT
     * @return the identifier of the connection end, which is in state TRYOPEN
     */
    public String connOpenTry(PathEnd on, PathEnd counterparty) {
        HandshakeMessages messages = new HandshakeMessages(on, counterparty);
        return Handshake.id(prove(on, counterparty, messages::connOpenTry), "connection_open_try", "connection_id");
    }

    /** The connection end, in state INIT, becomes OPEN. */
    public void connOpenAck(PathEnd on, PathEnd counterparty) {
        prove(on, counterparty, new HandshakeMessages(on, counterparty)::connOpenAck);
    }

    /** The connection end, in state TRYOPEN, becomes OPEN. */
    public void connOpenConfirm(PathEnd on, PathEnd counterparty) {
        prove(on, counterparty, new HandshakeMessages(on, counterparty)::connOpenConfirm);
    }

    /** @return the identifier of the channel end, which is in state INIT */
    public String chanOpenInit(
            PathEnd on, PathEnd counterparty, String port, String counterpartyPort, String ordering, String version) {
        TxResult tx = send(
                on.chain(),
                List.of(new HandshakeMessages(on, counterparty)
                        .chanOpenInit(port, counterpartyPort, ordering, version)));
        return Handshake.id(tx, "channel_open_init", "channel_id");
    }

    /**
     * @param init the counterparty's end, in state INIT
     * @return the identifier of the channel end, which is in state TRYOPEN
     */
    public String chanOpenTry(PathEnd on, PathEnd counterparty, ChannelEnd init) {
        HandshakeMessages messages = new HandshakeMessages(on, counterparty);
        TxResult tx = prove(on, counterparty, height -> messages.chanOpenTry(init, height));
        return Handshake.id(tx, "channel_open_try", "channel_id");
    }

    /** The channel end becomes OPEN; {@code tried} is the counterparty's, in state TRYOPEN. */
    public void chanOpenAck(PathEnd on, PathEnd counterparty, ChannelEnd tried) {
        HandshakeMessages messages = new HandshakeMessages(on, counterparty);
        prove(on, counterparty, height -> messages.chanOpenAck(tried, height));
    }

    /** The channel end becomes OPEN; {@code open} is the counterparty's, in state OPEN. */
    public void chanOpenConfirm(PathEnd on, PathEnd counterparty, ChannelEnd open) {
        HandshakeMessages messages = new HandshakeMessages(on, counterparty);
        prove(on, counterparty, height -> messages.chanOpenConfirm(open, height));
    }

    /** The channel end becomes CLOSED; {@code closed} is the counterparty's, in state CLOSED. */
    public void chanCloseConfirm(PathEnd on, PathEnd counterparty, ChannelEnd closed) {
        HandshakeMessages messages = new HandshakeMessages(on, counterparty);
        prove(on, counterparty, height -> messages.chanCloseConfirm(closed, height));
    }

    private TxResult prove(PathEnd on, PathEnd counterparty, LongFunction<EncodedMsg> message) {
        // Whatever the caller has just seen is in the newest block, which the next one proves.
        CometRpc there = counterparty.chain().rpc();
        long height = there.awaitBlock(there.head().height() + 1, deadline).height();
        List<EncodedMsg> all = new ArrayList<>(new RelaySteps(new PathEnds(on, counterparty)).clientUpdate(on, height));
        all.add(message.apply(height));
        return send(on.chain(), all);
    }

    private TxResult send(IbcChain on, List<EncodedMsg> messages) {
        return on.client()
                .tx(on.signer(), messages)
                .within(deadline.remaining())
                .send();
    }

    /** Of a consumer chain (Interchain Security), which has no staking of its own, that of its parameters. */
    private static Duration unbondingTime(IbcChain chain) {
        try {
            ProtoReader params =
                    ProtoReader.of(chain.rpc().abciQuery("/cosmos.staking.v1beta1.Query/Params", new byte[0]));
            return Times.duration(params.message(1).message(1));
        } catch (ChainException noStaking) {
            ProtoReader params = ProtoReader.of(
                    chain.rpc().abciQuery("/interchain_security.ccv.consumer.v1.Query/QueryParams", new byte[0]));
            return Times.duration(params.message(1).message(9));
        }
    }
}
