package dev.orrery.benchmarks.relay;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.benchmarks.measure.Folders;
import dev.orrery.benchmarks.measure.Samples;
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
import dev.orrery.spec.NetworkSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The embedded relayer and Hermes side by side, each on a path of its own between the same two running chains. */
final class RelayRace {
    private static final int MOST_HANDSHAKES = 5;
    private static final Duration FOR_A_HANDSHAKE = Duration.ofMinutes(1);

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Path hermes;
    private final Duration limit;
    private final Map<String, Samples> singles = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();

    RelayRace(PrintStream out, NetworkSpec spec, Path hermes, Duration limit) {
        this.out = out;
        this.spec = spec;
        this.hermes = hermes;
        this.limit = limit;
    }

    /** @return how many packets the embedded relayer lost, doubled, or left unacknowledged, and Hermes doubled */
    int run(Relay.Amounts amounts) {
        Path folder = Folders.temporary();
        Path state = folder.resolve(spec.name());
        List<Runnable> open = new ArrayList<>();
        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(state))) {
            Network network = running.network();
            Chain hub = network.chains().getFirst();
            Chain zone = network.chains().get(1);
            try {
                // While Hermes has nothing to relay: both of its processes use one account.
                handshakes(amounts.rounds(), hub, zone, state);
                int wrong = 0;
                for (RelayPath path : network.paths()) {
                    RoundTrips trips =
                            new RoundTrips(watch(path, open), path.channels(hub).getFirst(), zone);
                    single(path.name(), trips, amounts.rounds());
                    wrong += many(path.name(), trips, amounts.packets());
                }
                compare();
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
        trips.late()
                .ifPresent(packet -> print(
                        "%-10s %s was not acknowledged in what was left of %d s, after %d that were",
                        path, packet, limit.toSeconds(), times.count()));
        if (times.count() > 0) {
            print(
                    "%-10s send to acknowledged, %d packets one by one: min %.3f s, median %.3f s, max %.3f s"
                            + " (%.2f times two blocks of each; a block of each: %.3f s)",
                    path,
                    times.count(),
                    Samples.seconds(times.min()),
                    Samples.seconds(times.median()),
                    Samples.seconds(times.max()),
                    Samples.seconds(times.median()) / (2 * Samples.seconds(trips.blocks())),
                    Samples.seconds(trips.blocks()));
        }
    }

    private int many(String path, RoundTrips trips, int packets) {
        RoundTrips.Burst burst = trips.many(packets, limit);
        double rate = burst.acknowledged() / Samples.seconds(burst.took());
        rates.put(path, rate);
        print(
                "%-10s %d of %d packets acknowledged in %.2f s: %.1f packets/s; %s",
                path,
                burst.acknowledged(),
                packets,
                Samples.seconds(burst.took()),
                rate,
                burst.isComplete()
                        ? "lost: " + burst.lost() + ", doubled: " + burst.doubled()
                        : "doubled: " + burst.doubled());
        // What another program does not finish in time is a result, not a fault.
        boolean own = path.equals(Relay.EMBEDDED);
        return Math.toIntExact(burst.doubled() + (own ? burst.lost() + packets - burst.acknowledged() : 0));
    }

    private void compare() {
        Samples own = singles.getOrDefault(Relay.EMBEDDED, new Samples());
        Samples other = singles.getOrDefault(Relay.HERMES, new Samples());
        if (own.count() > 0) {
            boolean none = other.count() == 0;
            print(
                    "embedded beside Hermes: %s%.1f times as fast for one packet",
                    none ? "at least " : "",
                    Samples.seconds(none ? limit : other.median()) / Samples.seconds(own.median()));
        }
        double rate = rates.getOrDefault(Relay.HERMES, 0.0);
        if (rate > 0) {
            print(
                    "embedded beside Hermes: %.1f times as many packets/s",
                    rates.getOrDefault(Relay.EMBEDDED, Double.NaN) / rate);
        }
    }

    private void handshakes(int rounds, Chain hub, Chain zone, Path state) {
        IbcChain a = relayed(hub);
        IbcChain b = relayed(zone);
        Samples embedded = new Samples();
        while (embedded.count() < Math.min(rounds, MOST_HANDSHAKES)) {
            long start = System.nanoTime();
            Handshake.within(Deadline.after(FOR_A_HANDSHAKE)).open(a, b, ChannelRequest.transfer());
            embedded.add(Duration.ofNanos(System.nanoTime() - start));
        }
        print(
                "handshake  of clients, connection and channel, %d times: min %.3f s, median %.3f s",
                embedded.count(), Samples.seconds(embedded.min()), Samples.seconds(embedded.median()));
        HermesProgram program = new HermesProgram(
                hermes, state.resolve("paths").resolve(Relay.HERMES).resolve(Relay.HERMES));
        try {
            Duration beside = program.createChannel(hub.chainId(), zone.chainId(), Deadline.after(FOR_A_HANDSHAKE));
            print(
                    "handshake  hermes create channel --new-client-connection, once: %.3f s, %.1f times as long",
                    Samples.seconds(beside), Samples.seconds(beside) / Samples.seconds(embedded.median()));
        } catch (OrreryException e) {
            print(
                    "handshake  hermes create channel --new-client-connection: none within %d s (%s)",
                    FOR_A_HANDSHAKE.toSeconds(), e.failure().seen().orElse(""));
        }
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private static PathWatch watch(RelayPath path, List<Runnable> open) {
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
