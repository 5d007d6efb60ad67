package dev.orrery.spec.internal;

import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.ConsumerSpec;
import dev.orrery.spec.PathSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The path between each consumer chain and its provider, which the file may leave out, and the channel that is theirs. That of
 * a chain that is launched later is made by its launch.
 */
final class ConsumerPaths {
    private ConsumerPaths() {}

    /** The paths of the file with what consumer chains need: a channel of the first path to the provider, or a path. */
    static List<PathSpec> complete(List<ChainSpec> chains, List<PathSpec> paths) {
        List<PathSpec> complete = new ArrayList<>(paths);
        for (ChainSpec chain : chains) {
            chain.secured().filter(consumer -> !consumer.isLaunched()).ifPresent(consumer -> {
                int index = index(complete, consumer.provider(), chain.name());
                if (index < 0) {
                    index = complete.size();
                    complete.add(PathSpec.between(consumer.provider(), chain.name()));
                }
                complete.set(index, withChannel(complete.get(index), consumer.provider()));
            });
        }
        return List.copyOf(complete);
    }

    private static int index(List<PathSpec> paths, String provider, String consumer) {
        for (int i = 0; i < paths.size(); i++) {
            if (Set.of(paths.get(i).a(), paths.get(i).b()).equals(Set.of(provider, consumer))
                    && paths.get(i).open() == PathSpec.Opening.GENESIS
                    && paths.get(i).ibc() == PathSpec.Ibc.CLASSIC) {
                return i;
            }
        }
        return -1;
    }

    private static PathSpec withChannel(PathSpec path, String provider) {
        List<ChannelSpec> channels = new ArrayList<>(path.channels());
        channels.add(ConsumerSpec.channel(path.a().equals(provider)));
        return new PathSpec(
                path.name(),
                path.a(),
                path.b(),
                channels,
                path.open(),
                path.relayers(),
                path.trustingPeriod(),
                path.clockDrift(),
                path.ibc());
    }
}
