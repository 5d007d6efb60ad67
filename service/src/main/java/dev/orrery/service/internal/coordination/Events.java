package dev.orrery.service.internal.coordination;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened lately, in its order. Kept in memory: who comes back after a restart, or too late, is told to look at the
 * state again. Guarded by {@link Waiting}.
 */
public final class Events {
    private static final int KEPT = 10_000;

    private final Waiting waiting;
    private final String epoch;
    private final Deque<Event> kept = new ArrayDeque<>();
    private long last;

    /**
     * Something that happened.
     *
     * @param type what kind of thing: {@code file}, {@code stage}, {@code lease}, {@code barrier}
     * @param name of which one
     */
    public record Event(String epoch, long number, String type, String name, ObjectNode data) {
        /** What a client sends to go on after it. */
        public String id() {
            return epoch + "-" + number;
        }
    }

    /** @param epoch tells the events of this run of the service from those of others */
    public Events(Waiting waiting, String epoch) {
        this.waiting = waiting;
        this.epoch = epoch;
    }

    /** Adds one, and wakes whoever waits. */
    public void add(String type, String name, ObjectNode data) {
        waiting.change(() -> {
            kept.add(new Event(epoch, ++last, type, name, data));
            if (kept.size() > KEPT) {
                kept.remove();
            }
            return last;
        });
    }

    /** The number of the latest one. */
    long last() {
        return waiting.read(() -> last);
    }

    /** The identity of this run's event of this number. */
    String id(long number) {
        return epoch + "-" + number;
    }

    /** The number that an identity has in this run; -1 where what followed it is not known any more. */
    long resume(String id) {
        return waiting.read(() -> {
            if (!id.startsWith(epoch + "-")) {
                return -1L;
            }
            try {
                long number = Long.parseLong(id.substring(epoch.length() + 1));
                long first = kept.isEmpty() ? last + 1 : kept.getFirst().number();
                return number >= first - 1 && number <= last ? number : -1L;
            } catch (NumberFormatException e) {
                return -1L;
            }
        });
    }

    /** What came after a number, of what one may see. Only within {@link Waiting}. */
    List<Event> after(long number, Predicate<Event> visible) {
        // Numbers have no gaps, so that those who are up to date look at the new ones alone.
        long known = kept.size() - Math.min(kept.size(), last - number);
        return kept.stream().skip(known).filter(visible).toList();
    }
}
