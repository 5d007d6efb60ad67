package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.base.NetworkStateException;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A running network as its users hold it. Attaching connects to nothing: a connection is opened when something is first
 * asked of a chain, and shared from then on. Closing ends the connections; the network itself runs on. Thread-safe.
 */
public final class Network implements AutoCloseable {
    private final Optional<Relaying> relaying;
    private final Optional<Launching> launching;
    private final ReentrantLock connecting = new ReentrantLock();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Map<String, Chain> chains;
    private volatile NetworkDescription description;
    private volatile List<RelayPath> paths;

    private Network(NetworkDescription description, Optional<Relaying> relaying, Optional<Launching> launching) {
        this.description = description;
        this.relaying = relaying;
        this.launching = launching;
        Map<String, Chain> known = new LinkedHashMap<>();
        description.chains().forEach(chain -> known.put(chain.name(), new Chain(this, chain)));
        this.chains = Collections.unmodifiableMap(known);
        List<RelayPath> all = new ArrayList<>();
        for (PathDescription path : description.paths()) {
            all.add(new RelayPath(
                    this, path, chain(path.a().chain()), chain(path.b().chain())));
        }
        this.paths = List.copyOf(all);
    }

    /** A handle to the network that is described. Whether it still runs is not asked. */
    public static Network attach(NetworkDescription description) {
        return new Network(description, Optional.empty(), Optional.empty());
    }

    static Network owned(NetworkDescription description, Relaying relaying, Launching launching) {
        return new Network(description, Optional.of(relaying), Optional.of(launching));
    }

    public String name() {
        return description.name();
    }

    /**
     * What the network was attached by, and in the process that runs it what has become of it since; it holds mnemonics.
     */
    public NetworkDescription description() {
        return description;
    }

    void change(UnaryOperator<NetworkDescription> change) {
        Relaying owner = relaying.orElseThrow(() -> notOwner("changing the description of " + name()));
        changing.lock();
        try {
            description = change.apply(description);
            owner.publish(description);
        } finally {
            changing.unlock();
        }
    }

    /** The chains, in the order of the network file; then those that were launched since. */
    public List<Chain> chains() {
        return List.copyOf(chains.values());
    }

    /**
     * The chain of this name.
     *
     * @throws InvalidInputException if the network has none
     * @throws NetworkStateException if it is a consumer that is not launched yet
     */
    public Chain chain(String name) {
        Chain chain = chains.get(name);
        if (chain == null && waiting().contains(name)) {
            throw new NetworkStateException(Failure.doing("looking for the chain \"" + name + "\"")
                    .where("the network \"" + name() + "\"")
                    .expected("a chain that runs")
                    .seen("a consumer chain that is not launched yet (consumerLaunch: later)")
                    .hint("launch it: network.launchConsumer(\"" + name + "\")")
                    .build());
        }
        if (chain == null) {
            throw unknown("chain", name, chains.keySet().stream().toList(), "the network \"" + name() + "\"");
        }
        return chain;
    }

    /** The relayed pairs of chains, in the order of the network file; then those that were made since. */
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
     * Opens a path between two chains while they run, by the handshakes of ICS-3 and ICS-4, and has the embedded relayer
     * relay on it: with one {@code transfer} channel. Others that attach from now on find it too. Takes about four blocks
     * of each chain, and a minute at most.
     *
     * @throws dev.orrery.base.ChainException if a chain refuses a step, in the chain's own words
     * @throws dev.orrery.base.DeadlineExceededException if it is not open in time
     * @throws NetworkStateException if another process runs the network
     */
    public RelayPath connect(Chain a, Chain b) {
        return connect(a, b, PathOptions.standard());
    }

    /**
     * As {@link #connect(Chain, Chain)}, with a name, channels and light clients of one's choice.
     *
     * @throws InvalidInputException if the two chains are one, or the network has a path of that name
     */
    public RelayPath connect(Chain a, Chain b, PathOptions options) {
        Relaying owner = relaying.orElseThrow(() -> notOwner("connecting " + a + " and " + b));
        connecting.lock();
        try {
            String name = new PathNames(paths).name(a, b, options);
            boolean canonical = paths.stream().noneMatch(path -> path.joins(a, b));
            PathDescription made = owner.open(name, a, b, options, canonical);
            RelayPath path = new RelayPath(this, made, a, b);
            add(path, now -> now.with(made));
            return path;
        } finally {
            connecting.unlock();
        }
    }

    /**
     * Launches a consumer chain of the network file that waits for it ({@code consumerLaunch: later}), by transactions on its
     * running provider: it is registered there, the operators of the provider's validators opt in, it gets a spawn time, its
     * nodes are started with the genesis that the provider makes for it, a handshake opens their channels, and the provider
     * tells it its validators. The chain is ready then, and takes any transaction. Others that attach from now on find it too.
     *
     * @param consumer how the file calls it
     * @throws InvalidInputException if the file has no such chain, or it does not wait for a launch
     * @throws dev.orrery.base.ChainException if a chain refuses a transaction, in the chain's own words
     * @throws dev.orrery.base.StageException if a node fails, or the provider does not launch the consumer
     * @throws dev.orrery.base.DeadlineExceededException if it is not ready within two minutes
     * @throws NetworkStateException if another process runs the network, or the chain is launched already
     */
    public Chain launchConsumer(String consumer) {
        return launchConsumer(consumer, LaunchOptions.standard());
    }

    /** As {@link #launchConsumer(String)}, with validators, power shaping and a spawn time of one's choice. */
    public Chain launchConsumer(String consumer, LaunchOptions options) {
        Launching owner = launching.orElseThrow(() -> notOwner("launching " + consumer));
        Deadline deadline = Deadline.after(options.timeout());
        connecting.lock();
        try {
            requireWaiting(consumer, owner.waiting());
            Launching.Launched launched = owner.launch(this, consumer, options, deadline);
            Map<String, Chain> more = new LinkedHashMap<>(chains);
            Chain chain = new Chain(this, launched.chain());
            more.put(consumer, chain);
            chains = Collections.unmodifiableMap(more);
            PathDescription path = launched.path();
            RelayPath opened = new RelayPath(
                    this, path, chain(path.a().chain()), chain(path.b().chain()));
            add(opened, now -> now.with(launched.chain()).with(path));
            owner.settle(opened, options, deadline);
            return chain;
        } finally {
            connecting.unlock();
        }
    }

    private void requireWaiting(String consumer, List<String> waiting) {
        if (chains.containsKey(consumer)) {
            throw new NetworkStateException(Failure.doing("launching " + consumer)
                    .where("the network \"" + name() + "\"")
                    .expected("a consumer chain with \"consumerLaunch: later\" that is not launched yet")
                    .seen("a chain that runs")
                    .build());
        }
        if (!waiting.contains(consumer)) {
            throw unknown(
                    "consumer chain", consumer, waiting, "the network \"" + name() + "\" that waits for its launch");
        }
    }

    private void add(RelayPath path, UnaryOperator<NetworkDescription> change) {
        change(change);
        List<RelayPath> more = new ArrayList<>(paths);
        more.add(path);
        paths = List.copyOf(more);
    }

    private List<String> waiting() {
        return launching.map(Launching::waiting).orElse(List.of());
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
        paths.forEach(RelayPath::close);
        chains.values().forEach(Chain::close);
    }

    @Override
    public String toString() {
        return name() + " " + chains.keySet();
    }

    Optional<Relaying> relaying() {
        return relaying;
    }

    NetworkStateException notOwner(String doing) {
        NetworkDescription.Owner owner = description.owner();
        return new NetworkStateException(Failure.doing(doing)
                .where("the network \"" + name() + "\"")
                .expected("the process that runs the network: " + owner.pid() + ", since " + owner.startedAt())
                .seen("process " + ProcessHandle.current().pid() + ", which is only attached")
                .hint("do it where the network is started: in its tests, or with Orrery.up")
                .build());
    }

    static InvalidInputException unknown(String kind, String name, List<String> known, String where) {
        Failure.Builder failure = Failure.doing("looking for the " + kind + " \"" + name + "\" of " + where)
                .expected(known.isEmpty() ? "there is none" : "one of " + known)
                .seen("\"" + name + "\"");
        NearMiss.of(name, known).ifPresent(near -> failure.hint("did you mean \"" + near + "\"?"));
        return new InvalidInputException(failure.build());
    }
}
