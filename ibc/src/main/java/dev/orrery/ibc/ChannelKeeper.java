package dev.orrery.ibc;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Event;
import dev.orrery.ibc.internal.Refusals;
import dev.orrery.ibc.internal.SeenEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries over what chains do to channels by themselves (ICS-04): a channel that a chain opens on its own, as interchain
 * accounts do (ICS-27), gets its other end; one that a chain closes is closed on the other side too. Channels that people
 * open are left to them.
 */
final class ChannelKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelKeeper.class);
    private static final String OPENED_BY_CHAINS = "icacontroller-";
    private static final Set<String> CLOSED = Set.of("channel_close", "channel_close_init");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PathEnds path;
    private final Set<String> begun = ConcurrentHashMap.newKeySet();

    ChannelKeeper(PathEnds path) {
        this.path = path;
    }

    /** Looks whether there is something to do after an event, and does it in a thread of its own. */
    void seen(PathEnd on, SeenEvent seen) {
        Event event = seen.event();
        boolean here =
                event.attribute("connection_id").map(on.connectionId()::equals).orElse(false);
        String port = event.attribute("port_id").orElse("");
        String channel = event.attribute("channel_id").orElse("");
        if (!here) {
            return;
        }
        if (event.type().equals("channel_open_init") && port.startsWith(OPENED_BY_CHAINS)) {
            begin("opening", on, port, channel);
        } else if (CLOSED.contains(event.type())) {
            begin("closing", on, port, channel);
        }
    }

    /** What a chain has begun before this relayer began. */
    void catchUp() {
        for (PathEnd end : List.of(path.a(), path.b())) {
            for (ChannelEnd channel : path.channels(end)) {
                if (channel.state().equals("CLOSED")) {
                    begin("closing", end, channel.port(), channel.id());
                } else if (channel.state().equals("INIT") && channel.port().startsWith(OPENED_BY_CHAINS)) {
                    begin("opening", end, channel.port(), channel.id());
                }
            }
        }
    }

    private void begin(String doing, PathEnd on, String port, String channel) {
        if (begun.add(doing + " " + on.chain().chainId() + " " + port + "/" + channel)) {
            Thread.ofVirtual().name(doing + " " + on + " " + channel).start(() -> {
                try {
                    carryOut(doing, on, on.chain().queries().channel(port, channel));
                } catch (CancelledException e) {
                    LOG.debug("{} {}/{} of {} ends", doing, port, channel, on);
                } catch (OrreryException e) {
                    LOG.warn("{} {}/{} of {}: {}", doing, port, channel, on, Refusals.words(e));
                }
            });
        }
    }

    private void carryOut(String doing, PathEnd on, ChannelEnd channel) {
        Deadline deadline = Deadline.after(PATIENCE);
        PathEnd other = path.opposite(on);
        if (doing.equals("opening")) {
            OpenChannel open = Handshake.within(deadline).complete(path, on, channel);
            LOG.info(
                    "{} has opened {}/{}, its other end is {}/{} of {}",
                    on.chain(),
                    channel.port(),
                    channel.id(),
                    open.b().port(),
                    open.b().id(),
                    other.chain());
        } else if (other.chain()
                .queries()
                .channel(channel.counterpartyPort(), channel.counterpartyId())
                .isOpen()) {
            new HandshakeSteps(deadline).chanCloseConfirm(other, on, channel);
            LOG.info("{} has closed {}/{}, and so has {}", on.chain(), channel.port(), channel.id(), other.chain());
        }
    }
}
