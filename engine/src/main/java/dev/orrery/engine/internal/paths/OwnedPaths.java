package dev.orrery.engine.internal.paths;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.ibc.ChannelEnd;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.HandshakeV2;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.PathOptions;
import dev.orrery.network.RelayPath;
import dev.orrery.network.Relaying;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.RelayerSpec;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The embedded relayers of the network that this process runs, and the paths that it makes meanwhile. Thread-safe. */
public final class OwnedPaths implements Relaying, AutoCloseable {
    /** How many blocks the path's other relayers have before a backup steps in. */
    public static final int PATIENCE = 30;

    private static final Duration TO_CONNECT = Duration.ofSeconds(60);
    private static final String EMBEDDED = RelayerSpec.Kind.EMBEDDED.label();
    /** What a relayer gets that is made while the network runs: gas for some hundred thousand packets. */
    private static final BigInteger PACKETS_WORTH_OF_GAS = BigInteger.valueOf(100_000_000_000L);

    private final BackendSession session;
    private final Map<String, EmbeddedRelayer> relayers = new ConcurrentHashMap<>();
    private final Map<String, PathJournal> logs = new ConcurrentHashMap<>();
    private volatile boolean ready;

    public OwnedPaths(BackendSession session) {
        this.session = session;
    }

    /** Starts the embedded relayer of every path that has one; all at the same time. */
    public void start(Network network) {
        AllOrNothing.run(
                network.paths().stream().flatMap(path -> starts(path).stream()).toList());
    }

    /** Starts the embedded relayers of a path that was opened meanwhile. */
    public void start(RelayPath path) {
        AllOrNothing.run(starts(path));
    }

    private List<Runnable> starts(RelayPath path) {
        return path.description().relayers().stream()
                .filter(relayer -> relayer.kind().equals(EMBEDDED))
                .<Runnable>map(relayer -> () -> start(
                        path.name(),
                        new PathEnds(
                                end(path.a(), path.description().a(), path.a().account(relayer.account())),
                                end(path.b(), path.description().b(), path.b().account(relayer.account()))),
                        relayer.backup()))
                .toList();
    }

    private void start(String name, PathEnds ends, boolean backup) {
        PathJournal log = new PathJournal(session, name);
        logs.put(name, log);
        log.accept("relaying on " + ends + (backup ? " what others leave lying for " + PATIENCE + " blocks" : ""));
        RelayerOptions options =
                RelayerOptions.standard().withPatience(backup ? PATIENCE : 0).withJournal(log);
        relayers.put(name, EmbeddedRelayer.start(ends, options));
    }

    @Override
    public Optional<EmbeddedRelayer> relayer(String path) {
        return Optional.ofNullable(relayers.get(path));
    }

    @Override
    public PathDescription open(String name, Chain a, Chain b, PathOptions options, boolean canonical) {
        Account payerOnA = payer(a);
        Account payerOnB = payer(b);
        if (options.v2()) {
            PathEnds made = HandshakeLog.runV2(
                    session,
                    name,
                    () -> HandshakeV2.within(Deadline.after(TO_CONNECT))
                            .open(ibc(payerOnA), ibc(payerOnB), options.clients(), options.clients()));
            return opened(name, made, client(made.a()), client(made.b()), options.relayed(), canonical);
        }
        OpenPath made = HandshakeLog.run(
                session,
                name,
                options.channels(),
                () -> Handshake.within(Deadline.after(TO_CONNECT))
                        .open(ibc(payerOnA), ibc(payerOnB), options.clients(), options.clients(), options.channels()));
        return opened(
                name,
                made.path(),
                end(made.path().a(), made.channels(), options.channels(), OpenChannel::a),
                end(made.path().b(), made.channels(), options.channels(), OpenChannel::b),
                options.relayed(),
                canonical);
    }

    private PathDescription opened(
            String name, PathEnds path, EndDescription a, EndDescription b, boolean relayed, boolean canonical) {
        if (relayed) {
            start(name, path, false);
        }
        return new PathDescription(
                name, a, b, relayed ? List.of(new RelayerDescription(EMBEDDED, "", false)) : List.of(), canonical);
    }

    /** An end of IBC v2, whose client stands for a channel. */
    private static EndDescription client(PathEnd end) {
        ChannelSpec transfer = ChannelSpec.TRANSFER;
        return new EndDescription(
                end.chain().name(),
                end.clientId(),
                "",
                List.of(new ChannelDescription(
                        transfer.name(),
                        transfer.portA(),
                        end.clientId(),
                        transfer.version(),
                        transfer.ordering().label())));
    }

    @Override
    public void publish(NetworkDescription description) {
        if (ready) {
            session.publish(description);
        }
    }

    /** From now on others are told of the network; before, only this process knows of it. */
    public void publishFromNowOn() {
        ready = true;
    }

    private static Account payer(Chain chain) {
        BigInteger amount = chain.description()
                .gasPrice()
                .multiply(new java.math.BigDecimal(PACKETS_WORTH_OF_GAS))
                .toBigInteger()
                .max(BigInteger.ONE);
        return chain.fundedAccount(new Coin(amount, chain.denom()));
    }

    private static IbcChain ibc(Account payer) {
        return new IbcChain(payer.chain().name(), payer.chain().client(), payer.key());
    }

    private static PathEnd end(Chain chain, EndDescription end, Account payer) {
        return new PathEnd(new IbcChain(chain.name(), chain.client(), payer.key()), end.clientId(), end.connectionId());
    }

    private static EndDescription end(
            PathEnd end, List<OpenChannel> made, List<ChannelRequest> wanted, Function<OpenChannel, ChannelEnd> side) {
        List<ChannelDescription> channels = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            ChannelEnd channel = side.apply(made.get(i));
            // Both ends call a channel by the first chain's port, the second one of a port transfer-2.
            String port = wanted.get(i).portA();
            int count = names.merge(port, 1, Integer::sum);
            channels.add(new ChannelDescription(
                    count == 1 ? port : port + "-" + count,
                    channel.port(),
                    channel.id(),
                    channel.version(),
                    channel.ordering()));
        }
        return new EndDescription(end.chain().name(), end.clientId(), end.connectionId(), channels);
    }

    @Override
    public void close() {
        relayers.values().forEach(EmbeddedRelayer::close);
        logs.values().forEach(PathJournal::close);
    }
}
