package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.HandshakeSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a path as {@link Handshake} and {@link HandshakeV2} do, but goes on from wherever an earlier attempt of the same two
 * accounts ended, also one of another process: what they have opened, or only begun, is found on the chains and not made
 * again. So it may be called any number of times, by one at a time, for one path with accounts of its own.
 *
 * <p>Takes the nodes' index of transactions. Everything throws {@link ChainException} with the chain's own words if a chain
 * refuses, or has no such index, and {@link dev.orrery.base.DeadlineExceededException} if it is not done in time.
 */
public final class ResumedHandshake {
    private final Deadline deadline;
    private final HandshakeSteps steps;

    private ResumedHandshake(Deadline deadline) {
        this.deadline = deadline;
        this.steps = new HandshakeSteps(deadline);
    }

    /** Handshakes that are over by the deadline. */
    public static ResumedHandshake within(Deadline deadline) {
        return new ResumedHandshake(deadline);
    }

    /** The path between the two accounts, with clients, a connection and channels open. */
    public OpenPath open(
            IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB, List<ChannelRequest> channels) {
        return connect(clients(a, b, clientOnA, clientOnB), channels);
    }

    /**
     * A connection between two clients, and channels over it.
     *
     * @param clients the two ends, with their clients; their connections are not looked at
     */
    public OpenPath connect(PathEnds clients, List<ChannelRequest> channels) {
        Optional<String> begun = last(search(clients.a().chain()).connections());
        if (begun.isEmpty()) {
            return Handshake.within(deadline).connect(clients, channels);
        }
        PathEnds path = connection(clients, begun.get());
        return new OpenPath(path, channels(path, channels));
    }

    /** The path of IBC v2 between the two accounts: clients that are each other's counterparties. */
    public PathEnds openV2(IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB) {
        PathEnds path = clients(a, b, clientOnA, clientOnB);
        register(path.a(), path.b());
        register(path.b(), path.a());
        return path;
    }

    private static HandshakeSearch search(IbcChain chain) {
        return new HandshakeSearch(chain.rpc(), chain.address());
    }

    private static Optional<String> last(List<String> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast());
    }

    private PathEnds clients(IbcChain a, IbcChain b, ClientOptions clientOnA, ClientOptions clientOnB) {
        Optional<String> onA = last(search(a).clients());
        Optional<String> onB = last(search(b).clients());
        if (onA.isEmpty() && onB.isEmpty()) {
            return Handshake.clients(a, b, clientOnA, clientOnB, deadline);
        }
        return PathEnds.ofClients(
                a,
                onA.orElseGet(() -> steps.createClient(a, b, clientOnA)),
                b,
                onB.orElseGet(() -> steps.createClient(b, a, clientOnB)));
    }

    private PathEnds connection(PathEnds clients, String begun) {
        PathEnd a = new PathEnd(clients.a().chain(), clients.a().clientId(), begun);
        PathEnd b = clients.b();
        Optional<String> answered = last(search(b.chain()).answeredConnections());
        b = new PathEnd(b.chain(), b.clientId(), answered.isPresent() ? answered.get() : steps.connOpenTry(b, a));
        if (!a.chain().queries().connection(a.connectionId()).isOpen()) {
            steps.connOpenAck(a, b);
        }
        if (!b.chain().queries().connection(b.connectionId()).isOpen()) {
            steps.connOpenConfirm(b, a);
        }
        return new PathEnds(a, b);
    }

    /** In the order in which they were asked for; those that nobody has begun are opened together. */
    private List<OpenChannel> channels(PathEnds path, List<ChannelRequest> wanted) {
        List<ChannelEnd> there = path.a().chain().queries().channels(path.a().connectionId()).stream()
                .sorted(Comparator.comparingLong(ResumedHandshake::number))
                .toList();
        Map<Integer, OpenChannel> open = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        List<ChannelRequest> missing = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ChannelRequest request = wanted.get(i);
            Optional<ChannelEnd> begun = there.stream()
                    .filter(end -> answers(request, end) && !taken.contains(end.id()))
                    .findFirst();
            if (begun.isPresent()) {
                taken.add(begun.get().id());
                open.put(i, finished(path, begun.get()));
            } else {
                missing.add(request);
                places.add(i);
            }
        }
        List<OpenChannel> made =
                missing.isEmpty() ? List.of() : Handshake.within(deadline).openChannels(path, missing);
        for (int i = 0; i < made.size(); i++) {
            open.put(places.get(i), made.get(i));
        }
        return open.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean answers(ChannelRequest request, ChannelEnd end) {
        return end.port().equals(request.portA())
                && end.counterpartyPort().equals(request.portB())
                && end.ordering().equals(request.ordering());
    }

    /** {@code channel-7}: 7. */
    private static long number(ChannelEnd end) {
        return Long.parseLong(end.id().substring(end.id().lastIndexOf('-') + 1));
    }

    private OpenChannel finished(PathEnds path, ChannelEnd begun) {
        PathEnd a = path.a();
        PathEnd b = path.b();
        Optional<ChannelEnd> answer = b.chain().queries().channels(b.connectionId()).stream()
                .filter(end -> end.counterpartyId().equals(begun.id())
                        && end.counterpartyPort().equals(begun.port()))
                .findFirst();
        if (answer.isEmpty()) {
            return Handshake.within(deadline).complete(path, a, begun);
        }
        if (begun.state().equals("INIT")) {
            steps.chanOpenAck(a, b, answer.get());
        }
        ChannelEnd there = now(b, answer.get());
        if (there.state().equals("TRYOPEN")) {
            steps.chanOpenConfirm(b, a, now(a, begun));
        }
        return new OpenChannel(now(a, begun), now(b, there));
    }

    private static ChannelEnd now(PathEnd on, ChannelEnd end) {
        return on.chain().queries().channel(end.port(), end.id());
    }

    private void register(PathEnd on, PathEnd counterparty) {
        if (!isRegistered(on)) {
            HandshakeV2.within(deadline).registerCounterparty(on, counterparty);
        }
    }

    /** A chain has no answer for a client that was told none. */
    private static boolean isRegistered(PathEnd on) {
        try {
            on.chain()
                    .rpc()
                    .abciQuery(
                            "/ibc.core.client.v2.Query/CounterpartyInfo",
                            new ProtoWriter().string(1, on.clientId()).toByteArray());
            return true;
        } catch (ChainException e) {
            return false;
        }
    }
}
