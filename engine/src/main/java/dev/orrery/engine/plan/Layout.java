package dev.orrery.engine.plan;

import java.time.Instant;
import java.util.List;

/**
 * Everything about a network that follows from its spec, its placement and the genesis time: keys, ids, addresses,
 * validator sets, IBC paths. Needs no binary, so a chain never has to know another chain's.
 *
 * @param name the network's name
 * @param genesisTime the time in every genesis file, to the second; light clients are born with it
 * @param chains in the order of the spec
 * @param paths in the order of the spec
 */
public record Layout(String name, Instant genesisTime, List<ChainLayout> chains, List<PathLayout> paths) {
    public Layout {
        chains = List.copyOf(chains);
        paths = List.copyOf(paths);
    }

    /** A chain that the network has. */
    public ChainLayout chain(String name) {
        return chains.stream()
                .filter(chain -> chain.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new java.util.NoSuchElementException(name));
    }
}
