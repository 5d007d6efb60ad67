package dev.orrery.ibc;

import dev.orrery.base.Deadline;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.ibc.internal.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Opens clients, connections and channels on running chains (ICS-02, ICS-03, ICS-04). Whatever may share a block shares a
 * transaction: a client on each side, a connection and any number of channels take four transactions on each chain. The
 * relayers' accounts of the two chains pay.
 *
 * <p>Everything throws {@link dev.orrery.base.ChainException} with the chain's own words if a chain refuses, and
 * {@link dev.orrery.base.DeadlineExceededException} if it is not done in time; what was opened until then stays.
 */
public final class Handshake {
    private final Deadline deadline;

    private Handshake(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Handshakes that are over by the deadline. */
    public static Handshake within(Deadline deadline) {
        return new Handshake(deadline);
    }

    /** Opens a new path: clients, a connection and channels. */
    public OpenPath open(
            IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB, List<ChannelRequest> channels) {
        return connect(clients(a, b, clientOnA, clientOnB, deadline), channels);
    }

    /** Creates a client on each chain. */
    static PathEnds clients(
            IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB, Deadline deadline) {
        HandshakeSteps steps = new HandshakeSteps(deadline);
        List<String> clients = Together.get(
                deadline,
                "creating clients of " + a + " and " + b,
                List.of(() -> steps.createClient(a, b, clientOnA), () -> steps.createClient(b, a, clientOnB)));
        return PathEnds.ofClients(a, clients.get(0), b, clients.get(1));
    }

    /** As {@link #open(IbcChain, IbcChain, ClientOptions, ClientOptions, List)} with the usual clients. */
    public OpenPath open(IbcChain a, IbcChain b, ChannelRequest... channels) {
        return open(a, b, ClientOptions.standard(), ClientOptions.standard(), List.of(channels));
    }

    /**
     * Opens a connection between two clients, and channels over it.
     *
     * @param clients the two ends, with their clients; their connections are not looked at
     */
    public OpenPath connect(PathEnds clients, List<ChannelRequest> channels) {
        PathEnd a = clients.a();
        PathEnd b = clients.b();
        TxResult init = send(a, List.of(new HandshakeMessages(a, b).connOpenInit()));
        a = new PathEnd(a.chain(), a.clientId(), id(init, "connection_open_init", "connection_id"));

        HandshakeMessages onB = new HandshakeMessages(b, a);
        TxResult tried = prove(b, a, init, height -> List.of(onB.connOpenTry(height)));
        b = new PathEnd(b.chain(), b.clientId(), id(tried, "connection_open_try", "connection_id"));

        PathEnds path = new PathEnds(a, b);
        HandshakeMessages onA = new HandshakeMessages(a, b);
        TxResult acknowledged = prove(a, b, tried, height -> {
            List<EncodedMsg> messages = new ArrayList<>(List.of(onA.connOpenAck(height)));
            channels.forEach(channel -> messages.add(chanOpenInit(onA, channel)));
            return messages;
        });
        return new OpenPath(path, finish(path, acknowledged, ends(a, acknowledged, "channel_open_init"), true));
    }

    /** Opens channels over a connection that is open. */
    public List<OpenChannel> openChannels(PathEnds path, List<ChannelRequest> channels) {
        HandshakeMessages onA = new HandshakeMessages(path.a(), path.b());
        TxResult init = send(
                path.a(),
                channels.stream().map(channel -> chanOpenInit(onA, channel)).toList());
        return finish(path, init, ends(path.a(), init, "channel_open_init"), false);
    }

    /**
     * Finishes the handshake of a channel that one chain has begun, as interchain accounts do by themselves.
     *
     * @param on the end whose chain has begun it
     * @param init that chain's end of the channel, in state {@code INIT}
     * @return the channel; {@code a} is the end on the chain that began it
     */
    public OpenChannel complete(PathEnds path, PathEnd on, ChannelEnd init) {
        PathEnds seen = path.a().equals(on) ? path : new PathEnds(path.b(), path.a());
        long height = on.chain().client().height();
        return finish(seen, height, List.of(init), false).getFirst();
    }

    private List<OpenChannel> finish(PathEnds path, TxResult init, List<ChannelEnd> inits, boolean confirmConnection) {
        return finish(path, init.height(), inits, confirmConnection);
    }

    /** From channels in INIT on the first chain, in three rounds: OpenTry, OpenAck, OpenConfirm. */
    private List<OpenChannel> finish(PathEnds path, long initAt, List<ChannelEnd> inits, boolean confirmConnection) {
        PathEnd a = path.a();
        PathEnd b = path.b();
        HandshakeMessages onA = new HandshakeMessages(a, b);
        HandshakeMessages onB = new HandshakeMessages(b, a);
        TxResult tried = prove(b, a, initAt, height -> {
            List<EncodedMsg> messages = new ArrayList<>();
            if (confirmConnection) {
                messages.add(onB.connOpenConfirm(height));
            }
            inits.forEach(init -> messages.add(onB.chanOpenTry(init, height)));
            return messages;
        });
        if (inits.isEmpty()) {
            return List.of();
        }
        List<ChannelEnd> tries = ends(b, tried, "channel_open_try");
        TxResult acknowledged = prove(a, b, tried, height -> each(tries, end -> onA.chanOpenAck(end, height)));
        List<ChannelEnd> opened = ends(a, acknowledged, "channel_open_ack");
        TxResult confirmed = prove(b, a, acknowledged, height -> each(opened, end -> onB.chanOpenConfirm(end, height)));
        List<ChannelEnd> there = ends(b, confirmed, "channel_open_confirm");
        List<OpenChannel> channels = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            channels.add(new OpenChannel(opened.get(i), there.get(i)));
        }
        return channels;
    }

    private TxResult prove(PathEnd on, PathEnd other, TxResult after, LongFunction<List<EncodedMsg>> messages) {
        return prove(on, other, after.height(), messages);
    }

    /** Sends messages that prove what the other chain came to in a block, with the client update that this takes. */
    private TxResult prove(PathEnd on, PathEnd other, long after, LongFunction<List<EncodedMsg>> messages) {
        long height = other.chain().client().awaitHeight(after + 1, deadline).height();
        List<EncodedMsg> all = new ArrayList<>(new RelaySteps(new PathEnds(on, other)).clientUpdate(on, height));
        all.addAll(messages.apply(height));
        return send(on, all);
    }

    private TxResult send(PathEnd on, List<EncodedMsg> messages) {
        return on.chain()
                .client()
                .tx(on.chain().signer(), messages)
                .within(deadline.remaining())
                .send();
    }

    private static EncodedMsg chanOpenInit(HandshakeMessages onA, ChannelRequest channel) {
        return onA.chanOpenInit(channel.portA(), channel.portB(), channel.ordering(), channel.version());
    }

    /** The channel ends that a transaction's events name, as they are now. */
    private static List<ChannelEnd> ends(PathEnd on, TxResult tx, String type) {
        IbcQueries queries = on.chain().queries();
        return tx.events(type).stream()
                .map(event -> queries.channel(attribute(event, "port_id"), attribute(event, "channel_id")))
                .toList();
    }

    private static List<EncodedMsg> each(List<ChannelEnd> ends, Function<ChannelEnd, EncodedMsg> message) {
        return ends.stream().map(message).toList();
    }

    static String id(TxResult tx, String type, String key) {
        return tx.attribute(type, key).orElse("");
    }

    private static String attribute(Event event, String key) {
        return event.attribute(key).orElse("");
    }
}
