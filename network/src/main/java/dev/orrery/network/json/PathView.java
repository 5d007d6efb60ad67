package dev.orrery.network.json;

import dev.orrery.base.Deadline;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.PathDescription;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.RelayPath;
import java.util.List;
import java.util.Optional;

/**
 * One path as it is shown.
 *
 * @param description what was known of it when the network got ready
 * @param status its states, asked of its chains
 * @param pending what is on its way
 * @param timeline what has happened, if asked for
 */
public record PathView(
        PathDescription description, PathStatus status, List<PendingPacket> pending, Optional<Timeline> timeline) {
    public PathView {
        pending = List.copyOf(pending);
    }

    /**
     * Paths as they are now. Nothing is looked up of a path on which nothing is pending, so that chains that are down hinder
     * nobody.
     *
     * @param timeline whether to ask for what has happened
     */
    public static List<PathView> of(Network network, List<RelayPath> paths, boolean timeline, Deadline deadline) {
        List<PathStatus> all = network.status(deadline).paths();
        return paths.stream()
                .map(path -> {
                    PathStatus status = all.stream()
                            .filter(it -> it.name().equals(path.name()))
                            .findFirst()
                            .orElseThrow();
                    return new PathView(
                            path.description(),
                            status,
                            status.pending() == 0 ? List.of() : path.pendingPackets(),
                            timeline ? Optional.of(path.timeline()) : Optional.empty());
                })
                .toList();
    }
}
