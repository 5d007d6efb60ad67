package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.service.internal.coordination.Events.Event;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.ServerSentEvents;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /v1/events}: server-sent events of the HTML standard, resumed by {@code Last-Event-ID}. */
final class EventStream {
    private final Waiting waiting;
    private final Events events;

    EventStream(Waiting waiting, Events events) {
        this.waiting = waiting;
        this.events = events;
    }

    /** Sends what happens until the client goes away or the service is stopped. */
    void serve(Context ctx, Predicate<Event> visible) throws IOException {
        String lastId = ctx.header("Last-Event-ID");
        long at = lastId == null ? events.last() : events.resume(lastId);
        ServerSentEvents out = ServerSentEvents.begin(ctx);
        try {
            if (at < 0) {
                // What came between is not known any more.
                at = events.last();
                out.event(events.id(at), "reset", "{}");
            } else {
                out.event(events.id(at), "hello", "{}");
            }
            out.flush();
            while (true) {
                at = next(out, at, visible);
            }
        } catch (IOException e) {
            // The client is gone, or the service is; there is nobody to tell.
            ctx.req().getInputStream().close();
        } catch (HttpProblem stopping) {
            out.end();
        }
    }

    private long next(ServerSentEvents out, long at, Predicate<Event> visible) throws IOException {
        Optional<List<Event>> news = waiting.await(
                Deadline.after(ServerSentEvents.HEARTBEAT),
                () -> Optional.of(events.after(at, visible)).filter(list -> !list.isEmpty()));
        if (news.isEmpty()) {
            out.comment("still here");
            out.flush();
            return at;
        }
        for (Event event : news.get()) {
            out.event(
                    event.id(),
                    event.type(),
                    event.data().deepCopy().put("name", event.name()).toString());
        }
        out.flush();
        return news.get().getLast().number();
    }
}
