package dev.orrery.cli.paths;

import dev.orrery.base.Deadline;
import dev.orrery.ibc.PendingPacket;
import dev.orrery.ibc.Timeline;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.PathStatus;
import dev.orrery.network.RelayPath;
import java.util.List;
import java.util.Optional;

/** One path as it is shown: its states, what is on its way, and if asked for, what has happened. */
record PathView(RelayPath path, PathStatus status, List<PendingPacket> pending, Optional<Timeline> timeline) {
    /** Nothing is looked up of a path on which nothing is pending, so that chains that are down hinder nobody. */
    static List<PathView> of(Network network, List<RelayPath> paths, boolean timeline, Deadline deadline) {
        List<PathStatus> all = network.status(deadline).paths();
        return paths.stream()
                .map(path -> {
                    PathStatus status = all.stream()
                            .filter(it -> it.name().equals(path.name()))
                            .findFirst()
                            .orElseThrow();
                    return new PathView(
                            path,
                            status,
                            status.pending() == 0 ? List.of() : path.pendingPackets(),
                            timeline ? Optional.of(path.timeline()) : Optional.empty());
                })
                .toList();
    }
}
