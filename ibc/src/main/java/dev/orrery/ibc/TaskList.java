package dev.orrery.ibc;

import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.PacketEvent.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * What the newest block of one chain lets a relayer tell the other (ICS-04): packets that it sent, answers that it gave, and
 * that it did not receive what has timed out there, or came for a channel that is closed there.
 */
final class TaskList {
    private final PathEnds path;
    private final PathLog log;
    private final PathEnd teller;
    private final PathEnd told;
    private final IntSupplier patience;

    /** @param patience how many blocks others have now */
    TaskList(PathEnds path, PathLog log, PathEnd told, IntSupplier patience) {
        this.path = path;
        this.log = log;
        this.told = told;
        this.teller = path.opposite(told);
        this.patience = patience;
    }

    /**
     * Everything that the teller's block of this height proves: what came before it. In the order of the packets, since
     * ordered channels demand it.
     */
    List<RelayTask> at(Head head) {
        List<RelayTask> tasks = new ArrayList<>();
        for (PacketLife life : log.open()) {
            task(life, head).ifPresent(tasks::add);
        }
        tasks.sort(Comparator.comparing((RelayTask task) -> task.packet().sourcePort())
                .thenComparing(task -> task.packet().sourceChannel())
                .thenComparing(task -> task.packet().sequence(), Long::compareUnsigned));
        return tasks;
    }

    private Optional<RelayTask> task(PacketLife life, Head head) {
        boolean fromTeller = path.source(life.packet().id()).equals(teller);
        if (fromTeller) {
            Head there = log.head(told);
            boolean late = life.packet().timedOutAt(told.chain().height(there.height()), there.time())
                    || isClosed(told, life.packet(), there.height() + 1);
            return life.has(Kind.RECEIVED) || late || !proved(life, Kind.SENT, head)
                    ? Optional.empty()
                    : Optional.of(new RelayTask(Kind.RECEIVED, life));
        }
        if (life.acknowledgement().isPresent() && life.packet().data().length > 0) {
            return proved(life, Kind.ACKNOWLEDGEMENT_WRITTEN, head)
                    ? Optional.of(new RelayTask(Kind.ACKNOWLEDGED, life))
                    : Optional.empty();
        }
        boolean timedOut = !life.has(Kind.RECEIVED)
                && life.has(Kind.SENT)
                && (life.packet().timedOutAt(teller.chain().height(head.height()), head.time())
                        || isClosed(teller, life.packet(), head.height()));
        return timedOut ? Optional.of(new RelayTask(Kind.TIMED_OUT, life)) : Optional.empty();
    }

    /** Whether the packet can never be received, because the channel's end there is closed. */
    private boolean isClosed(PathEnd destination, Packet packet, long height) {
        return log.closed().isProved(destination, packet.destinationPort(), packet.destinationChannel(), height);
    }

    /** A block's header proves the state of the blocks before it. */
    private boolean proved(PacketLife life, Kind kind, Head head) {
        return life.event(kind)
                .map(event -> event.height() + patience.getAsInt() < head.height())
                .orElse(false);
    }

    /** Of each ordered channel only what may come next: nothing may overtake what is under way. */
    static List<RelayTask> inOrder(List<RelayTask> free, Set<String> busyChannels) {
        Set<String> blocked = new HashSet<>(busyChannels);
        return free.stream()
                .filter(task -> !task.life().ordered() || !blocked.contains(channel(task)))
                .toList();
    }

    static String channel(RelayTask task) {
        return task.kind() + " " + task.packet().id().chainId() + " "
                + task.packet().sourcePort() + "/" + task.packet().sourceChannel();
    }
}
