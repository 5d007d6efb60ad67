package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import java.util.ArrayList;
import java.util.List;

/** A relayed pair of chains: a light client on each side, a connection, and channels. Immutable and thread-safe. */
public final class RelayPath {
    private final PathDescription description;
    private final Chain a;
    private final Chain b;

    RelayPath(PathDescription description, Chain a, Chain b) {
        this.description = description;
        this.a = a;
        this.b = b;
    }

    /** {@code hub-zone}, or as the network file names it. */
    public String name() {
        return description.name();
    }

    /** The chain that the network file names first. */
    public Chain a() {
        return a;
    }

    /** The other chain. */
    public Chain b() {
        return b;
    }

    /** What the network was attached by says of this path. */
    public PathDescription description() {
        return description;
    }

    /**
     * The channels as seen from one of the two chains, in the order of their making.
     *
     * @throws InvalidInputException if the chain is neither of the two
     */
    public List<Channel> channels(Chain from) {
        boolean fromA = isA(from);
        EndDescription near = fromA ? description.a() : description.b();
        EndDescription far = fromA ? description.b() : description.a();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < near.channels().size(); i++) {
            channels.add(new Channel(
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

    /** Whether it is the path to use between its two chains: of several, one is, and stays it. */
    public boolean isCanonical() {
        return description.canonical();
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
