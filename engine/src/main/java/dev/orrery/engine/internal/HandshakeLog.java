package dev.orrery.engine.internal;

import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import java.util.List;
import java.util.function.Supplier;

/** Writes the log of a path's handshakes: {@code paths/hub-zone/handshake}. */
final class HandshakeLog {
    private HandshakeLog() {}

    static OpenPath run(
            BackendSession session, String path, List<ChannelRequest> channels, Supplier<OpenPath> handshake) {
        try (StageLog log = session.log(new RelayerId(path, "handshake"))) {
            log.line("opening clients and a connection, and " + channels.size() + " channels: " + channels);
            try {
                OpenPath made = handshake.get();
                log.line("open: " + made.path());
                for (OpenChannel channel : made.channels()) {
                    log.line("open: " + channel.a().port() + "/" + channel.a().id() + " <-> "
                            + channel.b().port() + "/" + channel.b().id() + ", "
                            + channel.a().ordering() + ", " + channel.a().version());
                }
                return made;
            } catch (RuntimeException e) {
                log.line("failed: " + e.getMessage());
                throw e;
            }
        }
    }
}
