package dev.orrery.engine.relayers;

import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import java.util.function.BiFunction;

/**
 * One side of a path, as a relayer must know it.
 *
 * @param chain the chain as it runs
 * @param end its light client, connection and channels
 * @param account whose account on this chain pays for what is relayed; no other process may sign with it meanwhile, since
 *     both would count on the same sequence
 * @param node the endpoints of the node that it talks to: the chain's first
 */
public record RelayedEnd(ChainDescription chain, EndDescription end, AccountDescription account, Endpoints node) {
    /** A side whose relayer reaches the chain as users do, at its first node. */
    public RelayedEnd(ChainDescription chain, EndDescription end, AccountDescription account) {
        this(chain, end, account, chain.nodes().getFirst().endpoints());
    }

    /** The same side for a relayer that reaches a node elsewhere than users do. */
    RelayedEnd reaching(BiFunction<NodeId, Endpoints, Endpoints> way) {
        NodeId first = new NodeId(chain.name(), chain.nodes().getFirst().name());
        return new RelayedEnd(chain, end, account, way.apply(first, node));
    }
}
