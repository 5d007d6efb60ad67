package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.ibc.Delivery;
import dev.orrery.ibc.EmbeddedRelayer;
import dev.orrery.ibc.IbcChain;
import dev.orrery.ibc.Packet;
import dev.orrery.ibc.PacketLife;
import dev.orrery.ibc.PathEnd;
import dev.orrery.ibc.PathEnds;
import dev.orrery.ibc.PathWatch;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.RelaySteps;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.internal.Lazy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A relayed pair of chains: a light client on each side, a connection, and channels.
 *
 * <p>What happens on it can be seen from every process. Single steps can be taken from every process too; they are paid by
 * the path's embedded relayer where that runs in this process, else by the chain's faucet. The embedded relayer can be held
 * only where it runs: in the process that runs the network. Thread-safe.
 */
public final class RelayPath {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Network network;
    private final PathDescription made;
    private final Chain a;
    private final Chain b;
    private final Lazy<PathWatch> ownWatch;

    RelayPath(Network network, PathDescription description, Chain a, Chain b) {
        this.network = network;
        this.made = description;
        this.a = a;
        this.b = b;
        this.ownWatch = new Lazy<>(name(), () -> PathWatch.start(ends()), open -> true, PathWatch::close);
    }

    /** {@code hub-zone}, or as the network file names it. */
    public String name() {
        return made.name();
    }

    /** The chain that the network file names first. */
    public Chain a() {
        return a;
    }

    /** The other chain. */
    public Chain b() {
        return b;
    }

    /** What the {@link Network#description() network's description} says of this path. */
    public PathDescription description() {
        return network.description().paths().stream()
                .filter(path -> path.name().equals(name()))
                .findFirst()
                .orElse(made);
    }

    /** Whether it is the path to use between its two chains: of several, one is, and stays it. */
    public boolean isCanonical() {
        return made.canonical();
    }

    /**
     * The channels as seen from one of the two chains, in the order of their making.
     *
     * @throws InvalidInputException if the chain is neither of the two
     */
    public List<Channel> channels(Chain from) {
        boolean fromA = isA(from);
        EndDescription near = fromA ? made.a() : made.b();
        EndDescription far = fromA ? made.b() : made.a();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < near.channels().size(); i++) {
            channels.add(new Channel(
                    this,
                    new Channel.End(from, near, near.channels().get(i)),
                    new Channel.End(fromA ? b : a, far, far.channels().get(i))));
        }
        return List.copyOf(channels);
    }

    /**
     * The channel of a name, as seen from one of the two chains.
     *
     * @param name as the network file has it: by default its port, {@code transfer}
     * @throws InvalidInputException if the path has none of that name, or the chain is neither of the two
     */
    public Channel channel(Chain from, String name) {
        return channels(from).stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Network.unknown(
                        "channel",
                        name,
                        channels(from).stream().map(Channel::name).toList(),
                        "the path " + name()));
    }

    /** The packets on their way in both directions, as both chains have them now; by channel and sequence. */
    public List<PendingPacket> pendingPackets() {
        return relayer().map(EmbeddedRelayer::pendingPackets).orElseGet(() -> watch().pendingPackets());
    }

    /**
     * Everything that ever happened to packets of this path, with blocks and transactions: as the embedded relayer has seen
     * it where that runs in this process, else read from the chains.
     */
    public Timeline timeline() {
        return relayer().map(EmbeddedRelayer::timeline).orElseGet(() -> PathWatch.history(ends()));
    }

    /**
     * Stops the embedded relayer until {@link #release()}; packets pile up. When this returns, nothing of it is under way.
     *
     * @throws NetworkStateException if the path has none that runs in this process
     */
    public void hold() {
        steered("holding").hold();
    }

    /**
     * Has the embedded relayer go on, beginning with what has piled up.
     *
     * @throws NetworkStateException if the path has none that runs in this process
     */
    public void release() {
        steered("releasing").release();
    }

    /**
     * Whether the embedded relayer is held.
     *
     * @throws NetworkStateException if the path has none that runs in this process
     */
    public boolean isHeld() {
        return steered("looking at").isHeld();
    }

    /**
     * Delivers one packet now, held or not, at most within 30 s. Out of order and repeatedly too: the result shows what the
     * chain made of it.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses it, or if the packet is acknowledged or timed out
     */
    public Delivery relay(Packet packet) {
        Optional<EmbeddedRelayer> relayer = relayer();
        return relayer.isPresent() ? relayer.get().relay(packet) : steps().relay(packet, Deadline.after(PATIENCE));
    }

    /**
     * Delivers the acknowledgement of one packet now, held or not, at most within 30 s.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses it
     * @throws dev.orrery.base.DeadlineExceededException if the receiving application has not answered
     */
    public Delivery relayAcknowledgement(Packet packet) {
        Optional<EmbeddedRelayer> relayer = relayer();
        if (relayer.isPresent()) {
            return relayer.get().relayAcknowledgement(packet);
        }
        Deadline deadline = Deadline.after(PATIENCE);
        PacketLife life = watch().awaitAnswered(packet, deadline);
        return steps().relayAcknowledgement(packet, life.acknowledgement().orElseThrow(), deadline);
    }

    /**
     * Times one packet out, held or not: waits, at most 30 s, until the receiving chain is past its time-out.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses it, as when the packet was received
     * @throws dev.orrery.base.DeadlineExceededException if the time has not come
     */
    public Delivery timeOut(Packet packet) {
        Optional<EmbeddedRelayer> relayer = relayer();
        return relayer.isPresent()
                ? relayer.get().timeOut(packet)
                : steps().timeOut(packet, isOrdered(packet), Deadline.after(PATIENCE));
    }

    /** Both ends, for whoever needs clients and proofs themselves. */
    public PathEnds ends() {
        return relayer().map(EmbeddedRelayer::path).orElseGet(() -> new PathEnds(end(a, made.a()), end(b, made.b())));
    }

    /** The single steps of relaying with whatever proofs; for those who test what chains refuse. */
    public RelaySteps steps() {
        return relayer().map(EmbeddedRelayer::steps).orElseGet(() -> new RelaySteps(ends()));
    }

    /** Follows what happens to the path's packets; the path's to close. */
    public PathWatch watch() {
        return relayer().map(EmbeddedRelayer::watch).orElseGet(ownWatch::get);
    }

    void close() {
        ownWatch.close();
    }

    /** The first {@code transfer} channel, as seen from one of the two chains. */
    Channel transferChannel(Chain from) {
        return channels(from).stream()
                .filter(channel -> channel.port().equals("transfer"))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Failure.doing("looking for a channel of " + name())
                        .expected("a channel of port transfer")
                        .seen(channels(from).toString())
                        .build()));
    }

    boolean joins(Chain one, Chain other) {
        return (one == a && other == b) || (one == b && other == a);
    }

    private Optional<EmbeddedRelayer> relayer() {
        return network.relaying().flatMap(relaying -> relaying.relayer(name()));
    }

    private EmbeddedRelayer steered(String doing) {
        return relayer().orElseThrow(() -> {
            String what = doing + " the path " + name();
            if (network.relaying().isEmpty()) {
                return network.notOwner(what);
            }
            return new NetworkStateException(Failure.doing(what)
                    .expected("an embedded relayer")
                    .seen(
                            made.relayers().isEmpty()
                                    ? "relayer: none"
                                    : "only "
                                            + made.relayers().stream()
                                                    .map(NetworkDescription.RelayerDescription::kind)
                                                    .toList())
                    .hint("relay(…), relayAcknowledgement(…) and timeOut(…) work here too")
                    .build());
        });
    }

    private static PathEnd end(Chain chain, EndDescription end) {
        return new PathEnd(
                new IbcChain(chain.name(), chain.client(), chain.faucet().key()), end.clientId(), end.connectionId());
    }

    private boolean isOrdered(Packet packet) {
        Chain source = packet.id().chainId().equals(a.chainId()) ? a : b;
        return channels(source).stream()
                .anyMatch(channel -> channel.id().equals(packet.sourceChannel())
                        && channel.ordering().equals("ordered"));
    }

    private boolean isA(Chain chain) {
        if (chain != a && chain != b) {
            throw new InvalidInputException(Failure.doing("looking at the path " + name() + " from " + chain)
                    .expected(a + " or " + b)
                    .seen(chain.toString())
                    .build());
        }
        return chain == a;
    }

    @Override
    public String toString() {
        return name();
    }
}
