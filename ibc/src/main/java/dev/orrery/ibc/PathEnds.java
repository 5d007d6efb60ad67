package dev.orrery.ibc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.List;

/**
 * A path: two chains with a light client of each other and a connection between them (ICS-03). All channels of the
 * connection belong to it, also those that are opened later. Without a connection it is a path of IBC v2: each chain was told
 * which client of the other is the counterparty of its own, and packets go between these two.
 */
public record PathEnds(PathEnd a, PathEnd b) {
    /** @throws InvalidInputException if both ends are on one chain */
    public PathEnds {
        if (a.chain().chainId().equals(b.chain().chainId())) {
            throw new InvalidInputException(Failure.doing("joining " + a + " and " + b)
                    .expected("two chains")
                    .seen(a.chain().chainId() + " twice")
                    .build());
        }
    }

    /**
     * The path between two chains that a connection end of one of them belongs to, as that chain has it.
     *
     * @throws dev.orrery.base.ChainException if the chain has no such connection
     */
    public static PathEnds of(IbcChain near, String connectionId, IbcChain far) {
        ConnectionEnd end = near.queries().connection(connectionId);
        return new PathEnds(
                new PathEnd(near, end.clientId(), connectionId),
                new PathEnd(far, end.counterpartyClientId(), end.counterpartyId()));
    }

    /** The path of IBC v2 between two clients that are each other's counterparties. */
    public static PathEnds ofClients(IbcChain a, String clientOnA, IbcChain b, String clientOnB) {
        return new PathEnds(new PathEnd(a, clientOnA, ""), new PathEnd(b, clientOnB, ""));
    }

    /** The end on a chain. */
    public PathEnd on(IbcChain chain) {
        return on(chain.chainId());
    }

    /**
     * The end on the chain of that ID.
     *
     * @throws InvalidInputException if the path has no end there
     */
    public PathEnd on(String chainId) {
        if (a.chain().chainId().equals(chainId)) {
            return a;
        }
        if (b.chain().chainId().equals(chainId)) {
            return b;
        }
        throw new InvalidInputException(Failure.doing("looking at the path " + this)
                .expected(a.chain().chainId() + " or " + b.chain().chainId())
                .seen(chainId)
                .build());
    }

    /** The end on the other chain. */
    public PathEnd opposite(PathEnd end) {
        return on(end.chain()).equals(a) ? b : a;
    }

    /**
     * What packets come from at one end: the channels of the connection in whatever state; of IBC v2 the client, as if it
     * were an open channel without a port.
     */
    List<ChannelEnd> channels(PathEnd end) {
        return end.isV2()
                ? List.of(new ChannelEnd(
                        "",
                        end.clientId(),
                        "OPEN",
                        "unordered",
                        "",
                        opposite(end).clientId(),
                        List.of(),
                        ""))
                : end.chain().queries().channels(end.connectionId());
    }

    /** The end that sent the packet. */
    public PathEnd source(PacketId packet) {
        return on(packet.chainId());
    }

    /** The end that receives the packet. */
    public PathEnd destination(PacketId packet) {
        return opposite(source(packet));
    }

    /** {@code hub connection-0 <-> zone connection-0}. */
    @Override
    public String toString() {
        return a + " <-> " + b;
    }
}
