package dev.orrery.service.internal.files;

import dev.orrery.base.Deadline;
import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.http.Gate;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/files}: files in and out, as streams. */
public final class FileRoutes {
    private static final String ROOT = "/v1/files";
    private static final String ONE = ROOT + "/<path>";
    private static final int BUFFER = 128 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final FileStore store;
    private final FileRights rights;
    private final Waits waits;
    private final Duration longestWait;

    /** How to wait for a file. */
    @FunctionalInterface
    public interface Waits {
        Optional<StoredFile> await(Deadline deadline, Supplier<Optional<StoredFile>> find);
    }

    /** @param waits asks again whenever something was stored, until there is an answer or the deadline passes */
    public FileRoutes(FileStore store, FileRights rights, Waits waits, Duration longestWait) {
        this.store = store;
        this.rights = rights;
        this.waits = waits;
        this.longestWait = longestWait;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, ROOT, Access.TOKEN, this::list),
                new Route(HandlerType.GET, ONE, Access.TOKEN, this::read),
                new Route(HandlerType.HEAD, ONE, Access.TOKEN, this::read),
                new Route(HandlerType.PUT, ONE, Access.TOKEN, this::write),
                new Route(HandlerType.DELETE, ONE, Access.TOKEN, this::delete));
    }

    private void list(Context ctx) {
        Principal who = Gate.principal(ctx);
        String prefix = Optional.ofNullable(ctx.queryParam("prefix")).orElse("");
        ObjectNode json = JSON.createObjectNode();
        ArrayNode listed = json.putArray("files");
        for (StoredFile file : store.list(prefix)) {
            if (rights.mayRead(who, file.name())) {
                listed.add(json(file));
            }
        }
        ctx.result(JSON.writeValueAsBytes(json));
    }

    private void read(Context ctx) throws IOException {
        FileName name = name(ctx);
        rights.checkRead(Gate.principal(ctx), name);
        // Twice at most: a file that is replaced between the two steps is another one.
        StoredFile file = awaited(ctx, name).orElseThrow(FileRoutes::notFound);
        Optional<FileChannel> opened = store.open(file);
        if (opened.isEmpty()) {
            file = store.find(name).orElseThrow(FileRoutes::notFound);
            opened = store.open(file);
        }
        try (FileChannel content = opened.orElseThrow(FileRoutes::notFound)) {
            answer(ctx, file, content);
        }
    }

    /** With {@code If-None-Match}, one that the reader does not have. */
    private Optional<StoredFile> awaited(Context ctx, FileName name) {
        if (ctx.queryParam("wait") == null) {
            return store.find(name);
        }
        Condition known = Condition.of(null, ctx.header("If-None-Match"));
        return waits.await(
                        Requests.deadline(ctx, longestWait),
                        () -> store.find(name).filter(file -> !known.isKnown(file)))
                .or(() -> store.find(name));
    }

    private static void answer(Context ctx, StoredFile file, FileChannel content) throws IOException {
        ctx.header("ETag", file.etag())
                .header("Last-Modified", HTTP_DATE.format(file.modified()))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, no-cache");
        Condition condition = Condition.of(ctx.header("If-Match"), ctx.header("If-None-Match"));
        if (condition.isKnown(file)) {
            ctx.status(304);
            return;
        }
        new Condition(condition.ifMatch(), Optional.empty()).check(Optional.of(file));
        String ifRange = ctx.header("If-Range");
        Optional<ByteRange> range = ifRange == null || ifRange.equals(file.etag())
                ? ByteRange.of(ctx.header("Range"), file.size())
                : Optional.empty();
        ctx.contentType("application/octet-stream").header("X-Content-Type-Options", "nosniff");
        if (range.isPresent()) {
            ctx.status(206).header("Content-Range", range.get().contentRange(file.size()));
        } else {
            ctx.header("Content-Digest", ContentDigest.of(file.sha256()));
        }
        ByteRange sent = range.orElse(new ByteRange(0, file.size()));
        ctx.res().setContentLengthLong(sent.length());
        if (!ctx.method().equals(HandlerType.HEAD)) {
            copy(content, sent, ctx);
        }
    }

    private static void copy(FileChannel content, ByteRange range, Context ctx) throws IOException {
        var out = ctx.res().getOutputStream();
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, range.length()))];
        content.position(range.first());
        long left = range.length();
        try {
            while (left > 0) {
                int read = content.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left)));
                if (read < 0) {
                    throw new IOException("the content is shorter than it was");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        } catch (EofException e) {
            // The reader went away; there is nobody to tell.
            ctx.status(499);
        }
    }

    private void write(Context ctx) throws IOException {
        Principal who = Gate.principal(ctx);
        FileName name = name(ctx);
        Optional<Long> fence = Requests.fence(ctx);
        rights.checkWrite(who, name, fence);
        var stored = store.put(
                name,
                // Opening it tells a client that waits for 100 (Continue) to go ahead.
                new FileStore.Body(ctx.req().getContentLengthLong(), ctx.req()::getInputStream),
                Condition.of(ctx.header("If-Match"), ctx.header("If-None-Match")),
                ContentDigest.sha256(ctx.header("Content-Digest")),
                () -> rights.checkWrite(who, name, fence));
        ctx.status(stored.created() ? 201 : 200)
                .header("ETag", stored.file().etag())
                .result(JSON.writeValueAsBytes(json(stored.file())));
    }

    private void delete(Context ctx) {
        FileName name = name(ctx);
        rights.checkWrite(Gate.principal(ctx), name, Requests.fence(ctx));
        if (!store.delete(name, Condition.of(ctx.header("If-Match"), ctx.header("If-None-Match")))) {
            throw notFound();
        }
        ctx.status(204);
    }

    private static ObjectNode json(StoredFile file) {
        return JSON.createObjectNode()
                .put("path", file.name().text())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .put("modified", file.modified().toString());
    }

    /** From the request line as it came: what a server or a framework decodes can no longer be told apart. */
    private static FileName name(Context ctx) {
        String raw = ctx.req().getRequestURI();
        int start = raw.indexOf(ROOT + "/");
        return FileName.parse(start == 0 ? raw.substring(ROOT.length() + 1) : raw);
    }

    private static HttpProblem notFound() {
        return new HttpProblem(404, "no-such-file", "there is no file of this name");
    }
}
