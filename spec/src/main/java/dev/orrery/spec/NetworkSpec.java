package dev.orrery.spec;

import java.util.List;
import java.util.Optional;

/**
 * Everything that one {@code network.yaml} says, with defaults filled in. It has been checked: whoever holds one need not
 * check it again.
 *
 * @param name the network's name; keys follow from it, and its folder is called so
 * @param seed what all keys are derived from; by default the name
 * @param chains the chains in the order of the file, at least one; names and chain IDs are distinct
 * @param paths the relayed pairs of chains, in the order of the file; both chains of each exist and differ, their names
 *     are distinct
 * @param kubernetes how it is run on a cluster
 */
public record NetworkSpec(
        String name, String seed, List<ChainSpec> chains, List<PathSpec> paths, KubernetesSpec kubernetes) {
    /** The version of the file format that this release reads and writes. */
    public static final int VERSION = 1;

    public NetworkSpec {
        chains = List.copyOf(chains);
        paths = List.copyOf(paths);
    }

    /** A network that says nothing of clusters. */
    public NetworkSpec(String name, String seed, List<ChainSpec> chains, List<PathSpec> paths) {
        this(name, seed, chains, paths, KubernetesSpec.DEFAULT);
    }

    /** The chain of this name, if there is one. */
    public Optional<ChainSpec> chain(String name) {
        return chains.stream().filter(chain -> chain.name().equals(name)).findFirst();
    }
}
