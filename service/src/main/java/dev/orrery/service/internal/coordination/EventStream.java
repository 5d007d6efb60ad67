package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.service.internal.coordination.Events.Event;
import dev.orrery.service.internal.http.HttpProblem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /v1/events}: server-sent events of the HTML standard, resumed by {@code Last-Event-ID}. */
final class EventStream {
    /** Shorter than what proxies usually end silent connections after; also how a gone client is noticed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Waiting waiting;
    private final Events events;

    EventStream(Waiting waiting, Events events) {
        this.waiting = waiting;
        this.events = events;
    }

    /** Sends what happens until the client goes away or the service is stopped. */
    void serve(Context ctx, Predicate<Event> visible) throws IOException {
        ctx.res().setContentType("text/event-stream");
        ctx.res().setCharacterEncoding("utf-8");
        ctx.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        String lastId = ctx.header("Last-Event-ID");
        long at = lastId == null ? events.last() : events.resume(lastId);
        OutputStream out = ctx.res().getOutputStream();
        try {
            if (at < 0) {
                // What came between is not known any more.
                at = events.last();
                send(out, "id: " + events.id(at) + "\nevent: reset\ndata: {}\n\n");
            } else {
                send(out, "id: " + events.id(at) + "\nevent: hello\ndata: {}\n\n");
            }
            while (true) {
                at = next(out, at, visible);
            }
        } catch (IOException e) {
            // The client is gone, or the service is; there is nobody to tell.
            ctx.req().getInputStream().close();
        } catch (HttpProblem stopping) {
            out.close();
        }
    }

    private long next(OutputStream out, long at, Predicate<Event> visible) throws IOException {
        Optional<List<Event>> news = waiting.await(
                Deadline.after(HEARTBEAT),
                () -> Optional.of(events.after(at, visible)).filter(list -> !list.isEmpty()));
        if (news.isEmpty()) {
            send(out, ": still here\n\n");
            return at;
        }
        StringBuilder text = new StringBuilder();
        for (Event event : news.get()) {
            text.append("id: ").append(event.id()).append("\nevent: ").append(event.type());
            text.append("\ndata: ")
                    .append(event.data().deepCopy().put("name", event.name()))
                    .append("\n\n");
        }
        send(out, text.toString());
        return news.get().getLast().number();
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
