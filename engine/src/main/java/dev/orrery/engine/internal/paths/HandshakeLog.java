package dev.orrery.engine.internal.paths;

import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.OpenChannel;
import dev.orrery.ibc.OpenPath;
import dev.orrery.ibc.PathEnds;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes the log of a path's handshakes: {@code paths/hub-zone/handshake}. */
public final class HandshakeLog {
    private HandshakeLog() {}

    public static OpenPath run(
            BackendSession session, String path, List<ChannelRequest> channels, Supplier<OpenPath> handshake) {
        String doing = "opening clients and a connection, and " + channels.size() + " channels: " + channels;
        return run(
                session,
                path,
                doing,
                handshake,
                made -> Stream.concat(
                        Stream.of(made.path().toString()),
                        made.channels().stream().map(HandshakeLog::words)));
    }

    /** As the other, of IBC v2. */
    static PathEnds runV2(BackendSession session, String path, Supplier<PathEnds> handshake) {
        return run(session, path, "opening clients, for IBC v2", handshake, made -> Stream.of(made.toString()));
    }

    private static String words(OpenChannel channel) {
        return channel.a().port() + "/" + channel.a().id() + " <-> "
                + channel.b().port() + "/" + channel.b().id() + ", "
                + channel.a().ordering() + ", " + channel.a().version();
    }

    private static <T> T run(
            BackendSession session,
            String path,
            String doing,
            Supplier<T> handshake,
            Function<T, Stream<String>> words) {
        try (StageLog log = session.log(new RelayerId(path, "handshake"))) {
            log.line(doing);
            try {
                T made = handshake.get();
                words.apply(made).forEach(open -> log.line("open: " + open));
                return made;
            } catch (RuntimeException e) {
                log.line("failed: " + e.getMessage());
                throw e;
            }
        }
    }
}
