package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.engine.plan.PathEnd;
import dev.orrery.engine.plan.PathLayout;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.PathSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A provider that nobody starts, for a consumer chain that is tested by itself: the chain has a light client of it, a
 * connection and the channel on which it would hear of its validators, all open, and none of them ever moves.
 *
 * @param layout the network's, with that provider and the path to it
 * @param link of the consumer to it; it has the validators of the consumer
 */
record AbsentProvider(Layout layout, ConsumerLink link) {
    static final String CHAIN_ID = "provider-1";

    /** No chain of a file can be called so. */
    private static final String NAME = "(none)";

    private static final Duration UNBONDING = Duration.ofDays(21);
    private static final Duration TRUSTING = Duration.ofDays(14);

    /** Empty for a chain that is no consumer, or whose provider is in the network. */
    static Optional<AbsentProvider> of(Layout layout, ChainLayout chain) {
        return chain.spec().consumer().filter(ConsumerSpec::isStandalone).map(standalone -> joinedTo(chain, layout));
    }

    private static AbsentProvider joinedTo(ChainLayout consumer, Layout layout) {
        String path = consumer.name() + "-provider";
        PathEnd near = end(path, consumer.name(), NAME, ownIds(consumer));
        PathEnd far = end(path, NAME, consumer.name(), ids(0, 0, ConsumerSpec.PROVIDER_PORT));
        ChainLayout provider = new ChainLayout(
                named(consumer.spec()),
                consumer.nodes(),
                List.of(),
                UNBONDING,
                consumer.validatorsHash(),
                List.of(far));
        Layout joined = new Layout(
                layout.name(),
                layout.genesisTime(),
                Stream.concat(layout.chains().stream(), Stream.of(provider)).toList(),
                Stream.concat(
                                layout.paths().stream(),
                                Stream.of(new PathLayout(PathSpec.between(consumer.name(), NAME), near, far)))
                        .toList());
        ConsumerLink link = new ConsumerLink(
                "0", provider, consumer, far.open().orElseThrow(), near.open().orElseThrow());
        return new AbsentProvider(joined, link);
    }

    /** The next ones after those of the chain's own paths. */
    private static PathEnd.Open ownIds(ChainLayout consumer) {
        List<PathEnd.Open> open =
                consumer.ends().stream().flatMap(end -> end.open().stream()).toList();
        int channels = open.stream().mapToInt(end -> end.channels().size()).sum();
        return ids(open.size(), channels, ConsumerSpec.CONSUMER_PORT);
    }

    private static PathEnd.Open ids(int client, int channel, String port) {
        return new PathEnd.Open(
                "07-tendermint-" + client,
                "connection-" + client,
                List.of(new PathEnd.OpenChannel(ConsumerSpec.channel(false), port, "channel-" + channel)));
    }

    private static PathEnd end(String path, String chain, String counterparty, PathEnd.Open open) {
        return new PathEnd(
                path, chain, counterparty, TRUSTING, PathSpec.DEFAULT_CLOCK_DRIFT, List.of(), Optional.of(open));
    }

    private static ChainSpec named(ChainSpec consumer) {
        return new ChainSpec(
                NAME,
                CHAIN_ID,
                consumer.binary(),
                consumer.stakes(),
                0,
                0,
                Optional.empty(),
                consumer.denom(),
                consumer.prefix(),
                consumer.coinType(),
                consumer.keys(),
                consumer.powerReduction(),
                consumer.profile(),
                consumer.blockTime(),
                consumer.gasPrice(),
                Map.of(),
                consumer.genesis(),
                consumer.genesisEdits(),
                Map.of(),
                NodeExtras.NONE);
    }
}
