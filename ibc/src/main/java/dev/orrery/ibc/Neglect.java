package dev.orrery.ibc;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.rpc.Head;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notices when nobody relays, by what could have been relayed and was not. Time is counted in blocks of both chains, since
 * nobody can relay to a chain that halts. For one thread.
 */
final class Neglect {
    private final PathEnds path;
    private final PathLog log;
    private final int blocks;
    private final Map<RelayTask.Key, Heights> since = new HashMap<>();

    /** How far both chains were. */
    private record Heights(long a, long b) {}

    Neglect(PathEnds path, PathLog log, int blocks) {
        this.path = path;
        this.log = log;
        this.blocks = blocks;
    }

    /** Returns true as soon as something has been left lying for too long, and false if nothing is before the deadline. */
    boolean await(Deadline deadline) {
        Failure waiting = Failure.doing("watching " + path).build();
        while (true) {
            long version = log.version();
            if (isSeen()) {
                return true;
            }
            if (!log.awaitChange(version, deadline, () -> waiting)) {
                return false;
            }
        }
    }

    private boolean isSeen() {
        Heights now =
                new Heights(log.head(path.a()).height(), log.head(path.b()).height());
        Set<RelayTask.Key> open = new HashSet<>();
        boolean seen = false;
        for (PathEnd told : List.of(path.a(), path.b())) {
            Head proof = log.head(path.opposite(told));
            for (RelayTask task : new TaskList(path, log, told, () -> 0).at(proof)) {
                open.add(task.key());
                Heights first = since.computeIfAbsent(task.key(), key -> now);
                seen |= now.a - first.a >= blocks && now.b - first.b >= blocks;
            }
        }
        since.keySet().retainAll(open);
        return seen;
    }
}
