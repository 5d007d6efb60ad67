package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.ConsumerSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A consumer chain and its provider (Interchain Security): what both write into their genesis follows from it.
 *
 * @param id how the provider calls the consumer: they are counted from 0 in the order of the file
 * @param atProvider the provider's side of the path that joins them
 * @param atConsumer the consumer's side
 */
record ConsumerLink(
        String id, ChainLayout provider, ChainLayout consumer, PathEnd.Open atProvider, PathEnd.Open atConsumer) {

    /** The consumers that a chain has from block 1, in the order of the file. */
    static List<ConsumerLink> ofProvider(Layout layout, ChainLayout provider) {
        List<ConsumerLink> links = new ArrayList<>();
        for (ChainLayout chain : layout.chains()) {
            chain.spec()
                    .secured()
                    .filter(consumer -> !consumer.isLaunched())
                    .map(ConsumerSpec::provider)
                    .filter(provider.name()::equals)
                    .ifPresent(name -> links.add(link(layout, Integer.toString(links.size()), provider, chain)));
        }
        return links;
    }

    /** The link of a chain to its provider; empty for a chain with validators of its own. */
    static Optional<ConsumerLink> ofConsumer(Layout layout, ChainLayout consumer) {
        return consumer.spec()
                .secured()
                .flatMap(spec -> ofProvider(layout, layout.chain(spec.provider())).stream()
                        .filter(link -> link.consumer().name().equals(consumer.name()))
                        .findFirst());
    }

    private static ConsumerLink link(Layout layout, String id, ChainLayout provider, ChainLayout consumer) {
        for (PathLayout path : layout.paths()) {
            Optional<PathEnd.Open> near = end(path, provider, ConsumerSpec.PROVIDER_PORT);
            Optional<PathEnd.Open> far = end(path, consumer, ConsumerSpec.CONSUMER_PORT);
            if (near.isPresent() && far.isPresent()) {
                return new ConsumerLink(id, provider, consumer, near.get(), far.get());
            }
        }
        throw new IllegalArgumentException("no path joins " + consumer.name() + " to its provider");
    }

    private static Optional<PathEnd.Open> end(PathLayout path, ChainLayout chain, String port) {
        return path.ends()
                .filter(end -> end.chain().equals(chain.name()))
                .flatMap(end -> end.open().stream())
                .filter(open -> channel(open, port).isPresent())
                .findFirst();
    }

    private static Optional<String> channel(PathEnd.Open open, String port) {
        return open.channels().stream()
                .filter(channel -> channel.port().equals(port))
                .map(PathEnd.OpenChannel::id)
                .findFirst();
    }

    /** The provider's end of the channel on which it tells its validators. */
    String providerChannel() {
        return channel(atProvider, ConsumerSpec.PROVIDER_PORT).orElseThrow();
    }

    /** The consumer's end of that channel. */
    String consumerChannel() {
        return channel(atConsumer, ConsumerSpec.CONSUMER_PORT).orElseThrow();
    }

    /** The consumer's end of the channel that rewards take; empty where the path has none for transfers. */
    Optional<String> rewardsChannel() {
        return channel(atConsumer, ChannelSpec.TRANSFER_PORT);
    }

    /** The provider's end of the channel that rewards take. */
    Optional<String> rewardsChannelAtProvider() {
        return channel(atProvider, ChannelSpec.TRANSFER_PORT);
    }

    /** The validators of the consumer's genesis, as {@code tendermint.abci.ValidatorUpdate} in JSON. */
    void validators(ArrayNode target) {
        for (NodeLayout node : consumer.nodes()) {
            if (node.inGenesis()) {
                BigInteger power = node.stake().divide(consumer.spec().powerReduction());
                ObjectNode update = target.addObject();
                update.putObject("pub_key")
                        .put("ed25519", node.consensusKey().publicKey().base64());
                update.put("power", power.toString());
            }
        }
    }
}
