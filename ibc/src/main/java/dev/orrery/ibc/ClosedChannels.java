package dev.orrery.ibc;

import dev.orrery.ibc.internal.SeenEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which ends of a path's channels are closed, and since which block (ICS-04). What is closed stays so. Thread-safe. */
final class ClosedChannels {
    /** By a user or an application, because the other end was closed, because a packet of an ordered channel timed out. */
    private static final Set<String> TYPES = Set.of("channel_close_init", "channel_close_confirm", "channel_close");

    private final Map<End, Long> since = new ConcurrentHashMap<>();

    private record End(String chainId, String port, String channel) {}

    /** Takes note of an event of one end's chain; returns false if it is none that closes a channel. */
    boolean record(PathEnd on, SeenEvent seen) {
        if (!TYPES.contains(seen.event().type())) {
            return false;
        }
        String port = seen.event().attribute("port_id").orElse("");
        String channel = seen.event().attribute("channel_id").orElse("");
        record(on, port, channel, seen.height());
        return true;
    }

    /** @param height a block in or before which it was closed */
    void record(PathEnd on, String port, String channel, long height) {
        since.merge(new End(on.chain().chainId(), port, channel), height, Math::min);
    }

    /** Whether a block of this height proves that the end is closed, which a block's header does of the blocks before it. */
    boolean isProved(PathEnd on, String port, String channel, long height) {
        Long closed = since.get(new End(on.chain().chainId(), port, channel));
        return closed != null && closed < height;
    }
}
