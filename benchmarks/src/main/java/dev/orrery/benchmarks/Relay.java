package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.Handshake;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PathWatch;
import dev.orrery.ibc.RelayerOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.RelayPath;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a round trip of packets, and a handshake, take with the embedded relayer and with Hermes, on the same two chains.
 * Each result is printed as soon as there is one, and no measurement takes longer than its limit.
 */
final class Relay {
    private static final String EMBEDDED = "embedded";
    private static final String HERMES = "hermes";
    private static final Duration LONGEST_HANDSHAKE = Duration.ofMinutes(3);

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Path hermes;
    private final Duration limit;
    private final Map<String, Samples> singles = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();

    /**
     * @param hermes Hermes' program, which its path of the network has too
     * @param limit for each measurement on a path: of single packets, and of many
     */
    Relay(PrintStream out, NetworkSpec spec, Path hermes, Duration limit) {
        this.out = out;
        this.spec = with(hermes, spec);
        this.hermes = hermes;
        this.limit = limit;
    }

    /** The network with this program as its Hermes. */
    static NetworkSpec with(Path hermes, NetworkSpec spec) {
        List<PathSpec> paths = spec.paths().stream()
                .map(path -> new PathSpec(
                        path.name(),
                        path.a(),
                        path.b(),
                        path.channels(),
                        path.open(),
                        path.relayers().stream()
                                .map(relayer -> relayer.kind() == RelayerSpec.Kind.HERMES
                                        ? new RelayerSpec(
                                                relayer.kind(),
                                                Optional.of(new BinarySpec.Executable(hermes)),
                                                relayer.backup())
                                        : relayer)
                                .toList(),
                        path.trustingPeriod(),
                        path.clockDrift()))
                .toList();
        return new NetworkSpec(spec.name(), spec.seed(), spec.chains(), paths);
    }

    /**
     * Measures all paths of the network: those that have no relayer of their own are relayed in this process.
     *
     * @return how many packets the embedded relayer lost, doubled, or left unacknowledged, and Hermes doubled
     */
    int run(int rounds, int packets) {
        Path folder = Folders.temporary();
        Path state = folder.resolve(spec.name());
        List<Runnable> open = new ArrayList<>();
        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(state))) {
            Network network = running.network();
            Chain hub = network.chains().getFirst();
            Chain zone = network.chains().get(1);
            try {
                int wrong = 0;
                for (RelayPath path : network.paths()) {
                    RoundTrips trips =
                            new RoundTrips(watch(path, open), path.channels(hub).getFirst(), zone);
                    single(path.name(), trips, rounds);
                    wrong += many(path.name(), trips, packets);
                }
                compare();
                handshakes(rounds, hub, zone, state);
                return wrong;
            } finally {
                open.forEach(Runnable::run);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /** One packet after the other, beside the blocks that the chains made meanwhile. */
    private void single(String path, RoundTrips trips, int rounds) {
        Samples times = trips.oneByOne(rounds, limit);
        singles.put(path, times);
        out.printf(
                Locale.ROOT,
                "%-10s send to acknowledged, %d packets one by one: min %.3f s, median %.3f s, max %.3f s"
                        + " (%.2f times two blocks of each; a block of each: %.3f s)%n",
                path,
                times.count(),
                Samples.seconds(times.min()),
                Samples.seconds(times.median()),
                Samples.seconds(times.max()),
                Samples.seconds(times.median()) / (2 * Samples.seconds(trips.blocks())),
                Samples.seconds(trips.blocks()));
    }

    private int many(String path, RoundTrips trips, int packets) {
        RoundTrips.Burst burst = trips.many(packets, limit);
        rates.put(path, burst.acknowledged() / Samples.seconds(burst.took()));
        out.printf(
                Locale.ROOT,
                "%-10s %d of %d packets acknowledged in %.2f s: %.1f packets/s; %s%n",
                path,
                burst.acknowledged(),
                packets,
                Samples.seconds(burst.took()),
                burst.acknowledged() / Samples.seconds(burst.took()),
                burst.isComplete()
                        ? "lost: " + burst.lost() + ", doubled: " + burst.doubled()
                        : "doubled: " + burst.doubled());
        // What another program does not finish in time is a result, not a fault.
        boolean own = path.equals(EMBEDDED);
        return Math.toIntExact(burst.doubled() + (own ? burst.lost() + packets - burst.acknowledged() : 0));
    }

    private void compare() {
        Samples own = singles.get(EMBEDDED);
        Samples other = singles.get(HERMES);
        if (own != null && other != null) {
            out.printf(
                    Locale.ROOT,
                    "embedded beside Hermes: %.1f times as fast for one packet, %.1f times as many packets/s%n",
                    Samples.seconds(other.median()) / Samples.seconds(own.median()),
                    rates.getOrDefault(EMBEDDED, Double.NaN) / rates.getOrDefault(HERMES, Double.NaN));
        }
    }

    private void handshakes(int rounds, Chain hub, Chain zone, Path state) {
        IbcChain a = relayed(hub);
        IbcChain b = relayed(zone);
        Samples embedded = new Samples();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            Handshake.within(Deadline.after(LONGEST_HANDSHAKE)).open(a, b, ChannelRequest.transfer());
            embedded.add(Duration.ofNanos(System.nanoTime() - start));
        }
        out.printf(
                Locale.ROOT,
                "handshake  of clients, connection and channel, %d times: min %.3f s, median %.3f s%n",
                embedded.count(),
                Samples.seconds(embedded.min()),
                Samples.seconds(embedded.median()));
        Duration beside = new HermesProgram(
                        hermes, state.resolve("paths").resolve(HERMES).resolve(HERMES))
                .createChannel(hub.chainId(), zone.chainId(), Deadline.after(LONGEST_HANDSHAKE));
        out.printf(
                Locale.ROOT,
                "handshake  hermes create channel --new-client-connection, once: %.3f s, %.1f times as long%n",
                Samples.seconds(beside),
                Samples.seconds(beside) / Samples.seconds(embedded.median()));
    }

    static PathWatch watch(RelayPath path, List<Runnable> open) {
        PathEnds ends = new PathEnds(
                end(path.a(), path.description().a()),
                end(path.b(), path.description().b()));
        if (path.description().relayers().isEmpty()) {
            EmbeddedRelayer relayer = EmbeddedRelayer.start(ends, RelayerOptions.standard());
            open.add(relayer::close);
            return relayer.watch();
        }
        PathWatch watch = PathWatch.start(ends);
        open.add(watch::close);
        return watch;
    }

    private static PathEnd end(Chain chain, EndDescription end) {
        return new PathEnd(relayed(chain), end.clientId(), end.connectionId());
    }

    private static IbcChain relayed(Chain chain) {
        return new IbcChain(
                chain.name(),
                chain.client(),
                chain.fundedAccount("10000000000" + chain.denom()).key());
    }
}
