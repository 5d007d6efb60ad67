package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.AccountLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Gives paths their identifiers: on each chain, clients, connections and channels count from 0 in the order of the file, as
 * if they had been made one by one; before a client of IBC v2 a number may be left out. Paths that handshakes open get theirs from the chains.
 */
public final class PathPlanner {
    private final Function<String, Duration> unbonding;
    private final BiFunction<String, String, AccountLayout> account;
    private final Map<String, Integer> clients = new HashMap<>();
    private final Map<String, Integer> connections = new HashMap<>();
    private final Map<String, Integer> channels = new HashMap<>();

    /**
     * @param unbonding the unbonding time of a chain
     * @param account makes the account of this name on a chain
     */
    public PathPlanner(Function<String, Duration> unbonding, BiFunction<String, String, AccountLayout> account) {
        this.unbonding = unbonding;
        this.account = account;
    }

    /** The account that the relayer with this index in its path has on each chain; no path has an underscore in its name. */
    public static String accountName(String path, int relayer) {
        return "relayer-" + path + (relayer == 0 ? "" : "_" + (relayer + 1));
    }

    /** The paths in the order of the file. */
    public List<PathLayout> plan(NetworkSpec spec) {
        List<PathLayout> paths = new ArrayList<>();
        for (PathSpec path : spec.paths()) {
            if (path.ibc() == PathSpec.Ibc.V2
                    && clients.getOrDefault(path.a(), 0).equals(clients.getOrDefault(path.b(), 0))) {
                // Counterparties may not have the same name (ibc-go 02-client/v2, GenesisState.Validate).
                next(clients, path.b());
            }
            paths.add(new PathLayout(
                    path,
                    end(path, path.a(), path.b(), ChannelSpec::portA),
                    end(path, path.b(), path.a(), ChannelSpec::portB)));
        }
        return paths;
    }

    private PathEnd end(PathSpec path, String chain, String counterparty, Function<ChannelSpec, String> port) {
        // Also a path that nothing relays on has an account, for the packets that a test relays itself.
        List<AccountLayout> relayers = IntStream.range(
                        0, Math.max(1, path.relayers().size()))
                .mapToObj(i -> account.apply(chain, accountName(path.name(), i)))
                .toList();
        return new PathEnd(
                path.name(),
                chain,
                counterparty,
                path.trustingPeriod().orElseGet(() -> usualTrustingPeriod(unbonding.apply(counterparty))),
                path.clockDrift(),
                relayers,
                path.open() == PathSpec.Opening.GENESIS ? Optional.of(open(path, chain, port)) : Optional.empty());
    }

    private PathEnd.Open open(PathSpec path, String chain, Function<ChannelSpec, String> port) {
        String client = "07-tendermint-" + next(clients, chain);
        if (path.ibc() == PathSpec.Ibc.V2) {
            return new PathEnd.Open(
                    client,
                    "",
                    path.channels().stream()
                            .map(channel -> new PathEnd.OpenChannel(channel, port.apply(channel), client))
                            .toList());
        }
        List<PathEnd.OpenChannel> open = new ArrayList<>();
        for (ChannelSpec channel : path.channels()) {
            open.add(new PathEnd.OpenChannel(channel, port.apply(channel), "channel-" + next(channels, chain)));
        }
        return new PathEnd.Open(client, "connection-" + next(connections, chain), open);
    }

    private static int next(Map<String, Integer> used, String chain) {
        return used.merge(chain, 1, Integer::sum) - 1;
    }

    /** Two thirds of the unbonding time, as relayers choose it; it must be less than the whole. */
    private static Duration usualTrustingPeriod(Duration unbonding) {
        return unbonding.multipliedBy(2).dividedBy(3);
    }
}
