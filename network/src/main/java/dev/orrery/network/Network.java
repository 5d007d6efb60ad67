package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A running network as its users hold it. Attaching connects to nothing: a connection is opened when something is first
 * asked of a chain, and shared from then on. Closing ends the connections; the network itself runs on. Thread-safe.
 */
public final class Network implements AutoCloseable {
    private final NetworkDescription description;
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final List<RelayPath> paths;

    private Network(NetworkDescription description) {
        this.description = description;
        description.chains().forEach(chain -> chains.put(chain.name(), new Chain(this, chain)));
        List<RelayPath> all = new ArrayList<>();
        for (PathDescription path : description.paths()) {
            all.add(new RelayPath(path, chain(path.a().chain()), chain(path.b().chain())));
        }
        this.paths = List.copyOf(all);
    }

    /** A handle to the network that is described. Whether it still runs is not asked. */
    public static Network attach(NetworkDescription description) {
        return new Network(description);
    }

    public String name() {
        return description.name();
    }

    /** What the network was attached by; it holds mnemonics. */
    public NetworkDescription description() {
        return description;
    }

    /** The chains, in the order of the network file. */
    public List<Chain> chains() {
        return List.copyOf(chains.values());
    }

    /**
     * The chain of this name.
     *
     * @throws InvalidInputException if the network has none
     */
    public Chain chain(String name) {
        Chain chain = chains.get(name);
        if (chain == null) {
            throw unknown("chain", name, chains.keySet().stream().toList(), "the network \"" + name() + "\"");
        }
        return chain;
    }

    /** The relayed pairs of chains, in the order of the network file. */
    public List<RelayPath> paths() {
        return paths;
    }

    /**
     * The path of this name.
     *
     * @param name as the network file has it: by default {@code hub-zone}, from its chains' names
     * @throws InvalidInputException if the network has none
     */
    public RelayPath path(String name) {
        return paths.stream()
                .filter(path -> path.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "path", name, paths.stream().map(RelayPath::name).toList(), "the network \"" + name() + "\""));
    }

    /**
     * The path between two chains, whichever of them is named first in the file; the canonical one where there are
     * several.
     *
     * @throws InvalidInputException if there is no such chain, or no path between them
     */
    public RelayPath path(String a, String b) {
        Chain one = chain(a);
        Chain other = chain(b);
        return paths.stream()
                .filter(path -> path.joins(one, other))
                .min(Comparator.comparing(path -> !path.isCanonical()))
                .orElseThrow(() ->
                        new InvalidInputException(Failure.doing("looking for the path between " + a + " and " + b)
                                .expected(
                                        paths.isEmpty()
                                                ? "a network with paths"
                                                : "one of "
                                                        + paths.stream()
                                                                .map(RelayPath::name)
                                                                .toList())
                                .seen("no such path in the network \"" + name() + "\"")
                                .hint("add \"- between: [" + a + ", " + b + "]\" to paths: in the network file")
                                .build()));
    }

    /**
     * The network as it is now. All nodes are asked at the same time; those that do not answer within half the time are
     * reported as down, and what only they could tell as unreachable, so that this always has an answer in time. Only
     * CometBFT's RPC is used.
     */
    public NetworkStatus status(Deadline deadline) {
        return StatusReader.read(this, deadline);
    }

    /** Ends all connections. What is asked of this network's handles afterwards fails. Idempotent. */
    @Override
    public void close() {
        chains.values().forEach(Chain::close);
    }

    @Override
    public String toString() {
        return name() + " " + chains.keySet();
    }

    static InvalidInputException unknown(String kind, String name, List<String> known, String where) {
        Failure.Builder failure = Failure.doing("looking for the " + kind + " \"" + name + "\" of " + where)
                .expected(known.isEmpty() ? "there is none" : "one of " + known)
                .seen("\"" + name + "\"");
        NearMiss.of(name, known).ifPresent(near -> failure.hint("did you mean \"" + near + "\"?"));
        return new InvalidInputException(failure.build());
    }
}
