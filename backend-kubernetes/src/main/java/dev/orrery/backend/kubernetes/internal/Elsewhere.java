package dev.orrery.backend.kubernetes.internal;

import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.NetworkDescription.Owner;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** The description of a network without what holds on its owner's machine alone: folders, processes, ports. */
public final class Elsewhere {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Elsewhere() {}

    public static byte[] describe(NetworkDescription here) {
        NetworkDescription anywhere = new NetworkDescription(
                here.name(),
                here.backend(),
                "",
                "",
                new Owner(0, Instant.EPOCH),
                here.genesisTime(),
                chains(here, Elsewhere::nowhere),
                here.paths().stream().map(Elsewhere::path).toList());
        return JSON.writeValueAsBytes(anywhere);
    }

    /** What a node has endpoints for is told, where they are is not. */
    private static Endpoints nowhere(ChainDescription chain, int index) {
        return new Endpoints(
                "", "", "", "", chain.nodes().get(index).endpoints().jsonRpc().map(url -> ""));
    }

    /** The relayers are processes of the owner's machine. */
    private static PathDescription path(PathDescription path) {
        return path.withRelayers(path.relayers().stream()
                .map(relayer -> relayer.withProcess(Optional.empty()))
                .toList());
    }

    static NetworkDescription read(byte[] json) {
        return JSON.readValue(json, NetworkDescription.class);
    }

    /**
     * The same network, reached from here.
     *
     * @param ways the endpoints of a chain's node, by its place among the chain's nodes
     */
    static NetworkDescription reachedBy(
            NetworkDescription network, BiFunction<ChainDescription, Integer, Endpoints> ways) {
        return new NetworkDescription(
                network.name(),
                network.backend(),
                network.source(),
                network.folder(),
                network.owner(),
                network.genesisTime(),
                chains(network, ways),
                network.paths());
    }

    private static List<ChainDescription> chains(
            NetworkDescription network, BiFunction<ChainDescription, Integer, Endpoints> ways) {
        return network.chains().stream()
                .map(chain -> new ChainDescription(
                        chain.name(),
                        chain.chainId(),
                        chain.prefix(),
                        chain.coinType(),
                        chain.keyType(),
                        chain.denom(),
                        chain.gasPrice(),
                        chain.binary(),
                        chain.binarySha256(),
                        IntStream.range(0, chain.nodes().size())
                                .mapToObj(i -> node(chain.nodes().get(i), ways.apply(chain, i)))
                                .toList(),
                        chain.accounts()))
                .toList();
    }

    private static NodeDescription node(NodeDescription node, Endpoints endpoints) {
        return new NodeDescription(
                node.name(),
                node.nodeId(),
                node.consensusAddress(),
                node.stake(),
                0,
                "",
                endpoints,
                node.operator(),
                node.stages());
    }
}
