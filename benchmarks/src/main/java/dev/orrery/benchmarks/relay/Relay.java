package dev.orrery.benchmarks.relay;

import dev.orrery.base.OrreryException;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What relaying takes with the embedded relayer and with Hermes, on the same two chains, at one speed of their blocks after
 * the other. Each result is printed as soon as there is one, and no measurement takes longer than its limit.
 */
public final class Relay {
    public static final String EMBEDDED = "embedded";
    public static final String HERMES = "hermes";

    private final PrintStream out;
    private final NetworkSpec spec;
    private final Path hermes;
    private final Duration limit;

    /**
     * @param spec with a path called {@code embedded} and one called {@code hermes}
     * @param hermes Hermes' program
     * @param limit for each measurement on a path
     */
    public Relay(PrintStream out, NetworkSpec spec, Path hermes, Duration limit) {
        this.out = out;
        this.spec = spec;
        this.hermes = hermes;
        this.limit = limit;
    }

    /**
     * How much is measured at each speed.
     *
     * @param rounds single packets, and handshakes in Java
     * @param packets how many at once
     */
    public record Amounts(int rounds, int packets) {}

    /**
     * @param blockTimes {@code timeout_commit} of both chains
     * @return how many packets the embedded relayer lost, doubled, or left unacknowledged, and Hermes doubled
     */
    public int run(List<Duration> blockTimes, Amounts amounts) {
        int wrong = 0;
        for (Duration blockTime : blockTimes) {
            NetworkSpec slowed = at(blockTime);
            out.printf("%s of blockTime%n", blockTime);
            fromTheFile(EMBEDDED, only(slowed, EMBEDDED, RelayerSpec.EMBEDDED));
            fromTheFile(
                    HERMES,
                    only(
                            slowed,
                            HERMES,
                            new RelayerSpec(
                                    RelayerSpec.Kind.HERMES, Optional.of(new BinarySpec.Executable(hermes)), false)));
            wrong += new RelayRace(out, withHermes(slowed), hermes, limit).run(amounts);
            out.println();
        }
        return wrong;
    }

    /** From the file to two chains that relay. What a rival cannot do in time is a result. */
    private void fromTheFile(String relayer, NetworkSpec only) {
        out.println(relayer);
        try {
            new FirstPacket(out, only).run(0, 1);
        } catch (OrreryException e) {
            out.println("    none: " + e.failure().headline());
        }
    }

    private NetworkSpec at(Duration blockTime) {
        return new NetworkSpec(
                spec.name(),
                spec.seed(),
                spec.chains().stream().map(chain -> at(chain, blockTime)).toList(),
                spec.paths(),
                spec.kubernetes());
    }

    private static ChainSpec at(ChainSpec chain, Duration blockTime) {
        return new ChainSpec(
                chain.name(),
                chain.chainId(),
                chain.binary(),
                chain.stakes(),
                chain.created(),
                chain.fullNodes(),
                chain.consumer(),
                chain.denom(),
                chain.prefix(),
                chain.coinType(),
                chain.keys(),
                chain.powerReduction(),
                chain.profile(),
                blockTime,
                chain.gasPrice(),
                chain.accounts(),
                chain.genesis(),
                chain.genesisEdits(),
                chain.config(),
                chain.extras());
    }

    /** The network with one path, relayed by this. */
    private static NetworkSpec only(NetworkSpec network, String name, RelayerSpec relayer) {
        return with(
                network,
                network.paths().stream()
                        .filter(path -> path.name().equals(name))
                        .map(path -> with(path, List.of(relayer)))
                        .toList());
    }

    /** The network with this program as its Hermes. */
    private NetworkSpec withHermes(NetworkSpec network) {
        return with(
                network,
                network.paths().stream()
                        .map(path -> with(
                                path,
                                path.relayers().stream()
                                        .map(relayer -> new RelayerSpec(
                                                relayer.kind(),
                                                Optional.of(new BinarySpec.Executable(hermes)),
                                                relayer.backup()))
                                        .toList()))
                        .toList());
    }

    private static NetworkSpec with(NetworkSpec network, List<PathSpec> paths) {
        return new NetworkSpec(network.name(), network.seed(), network.chains(), paths, network.kubernetes());
    }

    private static PathSpec with(PathSpec path, List<RelayerSpec> relayers) {
        return new PathSpec(
                path.name(),
                path.a(),
                path.b(),
                path.channels(),
                path.open(),
                relayers,
                path.trustingPeriod(),
                path.clockDrift(),
                path.ibc());
    }
}
