package dev.orrery.service.internal.network;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.service.internal.http.ServerSentEvents;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that is followed, as server-sent events: one event {@code line} for each line, whose id is the line's number, so that
 * {@code Last-Event-ID} goes on after it; at last an event {@code end}. In silence a comment shows whether anybody still
 * listens.
 */
public final class LogStream {
    private static final int AHEAD = 1_000;

    /** One line, or the end: with the error that ended it. */
    private record Read(Optional<String> line, @Nullable OrreryException failure) {}

    /** Sends lines until the log ends or the client goes away. */
    void serve(Context ctx, Consumer<Consumer<String>> log) throws IOException {
        long skip = number(ctx.header("Last-Event-ID"));
        ServerSentEvents out = ServerSentEvents.begin(ctx);
        BlockingQueue<Read> ahead = new ArrayBlockingQueue<>(AHEAD);
        Thread reader = Thread.ofVirtual().name("log").start(() -> read(log, ahead));
        try {
            out.comment("following");
            out.flush();
            send(out, ahead, skip);
        } catch (IOException e) {
            // The client is gone, or the service is; there is nobody to tell.
            ctx.req().getInputStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.interrupt();
        }
    }

    private void send(ServerSentEvents out, BlockingQueue<Read> ahead, long skip)
            throws IOException, InterruptedException {
        long number = 0;
        while (true) {
            Read next = ahead.poll();
            if (next == null) {
                out.flush();
                next = ahead.poll(ServerSentEvents.HEARTBEAT.toNanos(), TimeUnit.NANOSECONDS);
            }
            if (next == null) {
                out.comment("still here");
                continue;
            }
            if (next.line().isEmpty()) {
                String words =
                        next.failure() == null ? "" : next.failure().failure().headline();
                out.last("end", words);
                out.flush();
                return;
            }
            if (++number > skip) {
                out.event(Long.toString(number), "line", oneLine(next.line().get()));
            }
        }
    }

    private static void read(Consumer<Consumer<String>> log, BlockingQueue<Read> ahead) {
        try {
            OrreryException failure = null;
            try {
                log.accept(line -> put(ahead, new Read(Optional.of(line), null)));
            } catch (CancelledException e) {
                throw e;
            } catch (OrreryException e) {
                failure = e;
            }
            put(ahead, new Read(Optional.empty(), failure));
        } catch (CancelledException e) {
            // Nobody reads any more.
        }
    }

    private static void put(BlockingQueue<Read> ahead, Read read) {
        try {
            ahead.put(read);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone(e);
        }
    }

    /** Nobody reads any more: ends reading. */
    static CancelledException gone(Exception cause) {
        return new CancelledException(
                Failure.doing("sending a log").seen("the reader went away").build(), cause);
    }

    /** A carriage return would end it too. */
    private static String oneLine(String line) {
        return line.replace('\r', ' ');
    }

    private static long number(@Nullable String header) {
        try {
            return header == null ? 0 : Math.max(0, Long.parseLong(header));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
