package dev.orrery.engine.relayers;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What one relayer is to do.
 *
 * @param id which relayer it is
 * @param a the side of the path that the network file names first
 * @param b the other side
 * @param alone whether there is no other path between these two chains, so that all that goes between them is this
 *     relayer's, channels that are made later included; else it keeps to the channels of its path
 */
public record RelayerTask(RelayerId id, RelayedEnd a, RelayedEnd b, boolean alone) {
    /** What one relayer of a network's path is to do. */
    public static RelayerTask of(NetworkDescription network, PathDescription path, RelayerDescription relayer) {
        return new RelayerTask(
                new RelayerId(path.name(), relayer.name()),
                end(network, path.a(), relayer),
                end(network, path.b(), relayer),
                network.paths().stream()
                                .filter(other -> pair(other).equals(pair(path)))
                                .count()
                        == 1);
    }

    private static RelayedEnd end(NetworkDescription network, EndDescription end, RelayerDescription relayer) {
        ChainDescription chain = network.chains().stream()
                .filter(it -> it.name().equals(end.chain()))
                .findFirst()
                .orElseThrow();
        return new RelayedEnd(
                chain,
                end,
                chain.accounts().stream()
                        .filter(account -> account.name().equals(relayer.account()))
                        .findFirst()
                        .orElseThrow());
    }

    /**
     * The same for a relayer that reaches nodes elsewhere than users do.
     *
     * @param way makes of a node's endpoints for users those for this relayer
     */
    public RelayerTask reaching(BiFunction<NodeId, Endpoints, Endpoints> way) {
        return new RelayerTask(id, a.reaching(way), b.reaching(way), alone);
    }

    private static Set<String> pair(PathDescription path) {
        return Set.of(path.a().chain(), path.b().chain());
    }

    /** Both sides. */
    Stream<RelayedEnd> ends() {
        return Stream.of(a, b);
    }
}
