package dev.orrery.engine.internal.consumers;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.internal.AllOrNothing;
import dev.orrery.ibc.PacketQueries;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.ChannelDescription;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.spec.ConsumerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Waits until every consumer chain has heard of its validators from its provider: the provider tells all of them at the end
 * of its first epoch. Later changes are then the first that a test sees. A path that nothing relays on is not waited for.
 */
public final class FirstValidatorSets {
    private FirstValidatorSets() {}

    public static void await(Network network, Deadline deadline) {
        List<Runnable> consumers = new ArrayList<>();
        for (PathDescription path : network.description().paths()) {
            if (!path.relayers().isEmpty()) {
                Stream.of(path.a(), path.b())
                        .forEach(end -> end.channels().stream()
                                .filter(channel -> channel.name().equals(ConsumerSpec.CHANNEL)
                                        && channel.port().equals(ConsumerSpec.CONSUMER_PORT))
                                .forEach(channel ->
                                        consumers.add(() -> await(network.chain(end.chain()), channel, deadline))));
            }
        }
        AllOrNothing.run(consumers);
    }

    /** Whether a consumer has heard from its provider before. */
    static boolean isTold(Chain chain, ChannelDescription channel) {
        return new PacketQueries(chain.client().rpc()).nextSequenceReceive(channel.port(), channel.id()) > 1;
    }

    /** @param channel the consumer's end of the channel to its provider */
    public static void await(Chain chain, ChannelDescription channel, Deadline deadline) {
        CometRpc rpc = chain.client().rpc();
        PacketQueries packets = new PacketQueries(rpc);
        while (packets.nextSequenceReceive(channel.port(), channel.id()) == 1) {
            try {
                rpc.awaitBlock(rpc.head().height() + 1, deadline);
            } catch (DeadlineExceededException e) {
                throw new DeadlineExceededException(
                        Failure.doing("waiting for the provider to tell " + chain.name() + " its validators")
                                .where(channel.port() + "/" + channel.id() + " of " + chain.name())
                                .expected("a packet within " + deadline.total().toSeconds() + " s")
                                .seen("none; " + e.failure().seen().orElse(""))
                                .hint("does the relayer of this path work? Its log: orrery logs paths")
                                .build(),
                        e);
            }
        }
    }
}
