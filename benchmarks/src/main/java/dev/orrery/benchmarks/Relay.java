package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a round trip of packets, and a handshake, take with the embedded relayer and with Hermes, on the same two chains. */
final class Relay {
    private static final String EMBEDDED = "embedded";
    private static final String HERMES = "hermes";
    private static final int BLOCKS = 30;
    /** Hermes takes so long that more of them tell nothing more. */
    private static final int HERMES_HANDSHAKES = 3;

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Path hermes;

    /** @param hermes Hermes' program, which its path of the network has too */
    Relay(PrintStream out, NetworkSpec spec, Path hermes) {
        this.out = out;
        this.spec = spec;
        this.hermes = hermes;
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
        return new NetworkSpec(spec.name(), spec.seed(), spec.chains(), paths, spec.kubernetes());
    }

    /**
     * Measures all paths of the network: those that have no relayer of their own are relayed in this process.
     *
     * @return how many packets were lost, doubled, or not acknowledged in time
     */
    int run(int rounds, int packets) {
        Path folder = Folders.temporary();
        Path state = folder.resolve(spec.name());
        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(state))) {
            Network network = running.network();
            Chain hub = network.chains().getFirst();
            Chain zone = network.chains().get(1);
            Map<String, RoundTrips> trips = new LinkedHashMap<>();
            Map<String, Runnable> open = new LinkedHashMap<>();
            for (RelayPath path : network.paths()) {
                trips.put(
                        path.name(),
                        new RoundTrips(watch(path, open), path.channels(hub).getFirst(), zone));
            }
            try {
                int wrong = measure(rounds, packets, hub, zone, trips);
                handshakes(rounds, hub, zone, state);
                return wrong;
            } finally {
                open.values().forEach(Runnable::run);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private int measure(int rounds, int packets, Chain hub, Chain zone, Map<String, RoundTrips> trips) {
        trips.values().forEach(RoundTrips::one);
        Duration block = blockTime(hub).plus(blockTime(zone));
        out.printf(
                Locale.ROOT,
                "one block of each chain: %.3f s together; two of each: %.3f s%n",
                Samples.seconds(block),
                2 * Samples.seconds(block));
        for (int round = 0; round < rounds; round++) {
            trips.values().forEach(RoundTrips::one);
        }
        int wrong = 0;
        Map<String, Double> medians = new LinkedHashMap<>();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Map.Entry<String, RoundTrips> each : trips.entrySet()) {
            Samples times = each.getValue().times();
            Duration many = each.getValue().many(packets);
            int missing = each.getValue().missing().intValueExact();
            int silent = each.getValue().unacknowledged();
            wrong += Math.abs(missing) + silent;
            out.printf(
                    Locale.ROOT,
                    "%-10s send to acknowledged: min %.3f s, median %.3f s, max %.3f s (%.2f times two blocks of each,"
                            + " median %d blocks of the sender)%n",
                    each.getKey(),
                    Samples.seconds(times.min()),
                    Samples.seconds(times.median()),
                    Samples.seconds(times.max()),
                    Samples.seconds(times.median()) / (2 * Samples.seconds(block)),
                    each.getValue().sourceBlocks().median().toSeconds());
            out.printf(
                    Locale.ROOT,
                    "%-10s %d packets: %.2f s, %.1f packets/s; lost or doubled: %d; not acknowledged in time: %d%n",
                    each.getKey(),
                    packets,
                    Samples.seconds(many),
                    packets / Samples.seconds(many),
                    missing,
                    silent);
            medians.put(each.getKey(), Samples.seconds(times.median()));
            rates.put(each.getKey(), packets / Samples.seconds(many));
        }
        if (medians.keySet().containsAll(List.of(EMBEDDED, HERMES))) {
            out.printf(
                    Locale.ROOT,
                    "embedded beside Hermes: %.1f times as fast for one packet, %.1f times as many packets/s%n",
                    medians.getOrDefault(HERMES, Double.NaN) / medians.getOrDefault(EMBEDDED, Double.NaN),
                    rates.getOrDefault(EMBEDDED, Double.NaN) / rates.getOrDefault(HERMES, Double.NaN));
        }
        return wrong;
    }

    private void handshakes(int rounds, Chain hub, Chain zone, Path state) {
        IbcChain a = relayed(hub);
        IbcChain b = relayed(zone);
        Samples embedded = new Samples();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            Handshake.within(Deadline.after(Duration.ofMinutes(2))).open(a, b, ChannelRequest.transfer());
            embedded.add(Duration.ofNanos(System.nanoTime() - start));
        }
        out.printf(
                Locale.ROOT,
                "handshake  of clients, connection and channel: min %.3f s, median %.3f s%n",
                Samples.seconds(embedded.min()),
                Samples.seconds(embedded.median()));
        Samples beside = new Samples();
        for (int round = 0; round < Math.min(rounds, HERMES_HANDSHAKES); round++) {
            beside.add(createChannel(state, hub, zone));
        }
        out.printf(
                Locale.ROOT,
                "handshake  hermes create channel --new-client-connection: min %.3f s, median %.3f s,"
                        + " %.1f times as long%n",
                Samples.seconds(beside.min()),
                Samples.seconds(beside.median()),
                Samples.seconds(beside.median()) / Samples.seconds(embedded.median()));
    }

    private Duration createChannel(Path state, Chain hub, Chain zone) {
        Path config = state.resolve("paths").resolve(HERMES).resolve(HERMES).resolve("home/config.toml");
        ProcessBuilder command = new ProcessBuilder(
                        hermes.toString(),
                        "--config",
                        config.toString(),
                        "create",
                        "channel",
                        "--a-chain",
                        hub.chainId(),
                        "--b-chain",
                        zone.chainId(),
                        "--a-port",
                        "transfer",
                        "--b-port",
                        "transfer",
                        "--new-client-connection",
                        "--yes")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        try {
            int status = command.start().waitFor();
            if (status != 0) {
                throw new HostException(Failure.doing("running " + String.join(" ", command.command()))
                        .expected("status 0")
                        .seen("status " + status)
                        .build());
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("running " + hermes).seen(e.toString()).build(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("running " + hermes).seen("an interrupt").build(), e);
        }
    }

    /** By the chain's own clock, over blocks as they come. */
    private static Duration blockTime(Chain chain) {
        long start = System.nanoTime();
        chain.awaitBlocks(BLOCKS);
        return Duration.ofNanos((System.nanoTime() - start) / BLOCKS);
    }

    private static PathWatch watch(RelayPath path, Map<String, Runnable> open) {
        PathEnds ends = new PathEnds(
                end(path.a(), path.description().a()),
                end(path.b(), path.description().b()));
        if (path.description().relayers().isEmpty()) {
            EmbeddedRelayer relayer = EmbeddedRelayer.start(ends, RelayerOptions.standard());
            open.put(path.name(), relayer::close);
            return relayer.watch();
        }
        PathWatch watch = PathWatch.start(ends);
        open.put(path.name(), watch::close);
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
