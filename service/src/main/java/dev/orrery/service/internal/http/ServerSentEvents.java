package dev.orrery.service.internal.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An answer that goes on and on: server-sent events as the HTML standard has them. For one thread. */
public final class ServerSentEvents {
    /** Shorter than what proxies usually end silent connections after; also how a client that has gone is noticed. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final OutputStream out;

    private ServerSentEvents(OutputStream out) {
        this.out = out;
    }

    /** Begins such an answer. */
    public static ServerSentEvents begin(Context ctx) throws IOException {
        ctx.res().setContentType("text/event-stream");
        ctx.res().setCharacterEncoding("utf-8");
        // nginx would keep events until it has enough of them.
        ctx.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        return new ServerSentEvents(ctx.res().getOutputStream());
    }

    /**
     * Writes an event that a client can go on after, by its id.
     *
     * @param data in one line
     */
    public void event(String id, String type, String data) throws IOException {
        write("id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n");
    }

    /** Writes an event that there is nothing after. */
    public void last(String type, String data) throws IOException {
        write("event: " + type + "\ndata: " + data + "\n\n");
    }

    /** Writes what clients pass over. */
    public void comment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Ends the answer as it should be ended. */
    public void end() throws IOException {
        out.close();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
