package dev.orrery.engine.relayers;

import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;

/**
 * One side of a path, as a relayer must know it.
 *
 * @param chain the chain as it runs
 * @param end its light client, connection and channels
 * @param account whose account on this chain pays for what is relayed; no other process may sign with it meanwhile, since
 *     both would count on the same sequence
 */
public record RelayedEnd(ChainDescription chain, EndDescription end, AccountDescription account) {

    /** The node that relayers talk to: the chain's first. */
    Endpoints node() {
        return chain.nodes().getFirst().endpoints();
    }
}
