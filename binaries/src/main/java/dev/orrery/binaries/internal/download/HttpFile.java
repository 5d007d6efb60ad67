package dev.orrery.binaries.internal.download;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.store.Steps;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/**
 * A file behind a URL. What has come of it stays on disk, so that the next attempt, or the next run, asks for the rest only
 * (RFC 9110, section 14: range requests).
 *
 * @param client must not follow redirects, which are followed here, so that they can be told
 * @param silence how long a server may send nothing
 */
public record HttpFile(HttpClient client, URI uri, Steps steps, Duration silence) {
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    /** How often in a row nothing new may come before it is given up. */
    private static final int FRUITLESS = 3;

    private static final int MOST_REDIRECTS = 10;
    private static final long MEGABYTE = 1_000_000;
    private static final String DOING = "downloading";

    /** One that is asked for with a connection of its own. */
    static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(SILENCE)
                .build();
    }

    HttpFile(HttpClient client, URI uri, Steps steps) {
        this(client, uri, steps, SILENCE);
    }

    /**
     * Downloads what is missing.
     *
     * @param part what came so far; may be missing
     * @throws BinaryException if the server doesn't have it, or can't be reached
     * @throws DeadlineExceededException after an hour
     * @throws CancelledException if the thread is interrupted
     */
    void into(Path part) throws IOException {
        Deadline deadline = Deadline.after(PATIENCE);
        int fruitless = 0;
        while (true) {
            long before = size(part);
            try {
                if (attempt(part, before)) {
                    return;
                }
            } catch (IOException cut) {
                long now = size(part);
                fruitless = now > before ? 0 : fruitless + 1;
                if (fruitless == FRUITLESS) {
                    throw unreachable(cut, now);
                }
                steps.step("cut off after " + now / MEGABYTE + " MB, going on");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing(DOING)
                                .where(steps.source())
                                .seen("interrupted")
                                .build(),
                        e);
            }
            if (deadline.passed()) {
                throw new DeadlineExceededException(Failure.doing(DOING)
                        .where(steps.source())
                        .expected("the whole file within " + PATIENCE.toMinutes() + " minutes")
                        .seen(size(part) + " bytes")
                        .hint("run it again: what came so far is kept")
                        .build());
            }
        }
    }

    /** One request, with its redirects; whether the file is whole now. */
    private boolean attempt(Path part, long have) throws IOException, InterruptedException {
        List<URI> seen = new ArrayList<>(List.of(uri));
        while (true) {
            HttpRequest.Builder request = HttpRequest.newBuilder(seen.getLast()).timeout(silence);
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofPublisher());
            try (BodyReader body = BodyReader.of(answer.body())) {
                int status = answer.statusCode();
                switch (status) {
                    case 200 -> {
                        save(part, 0, body, answer.headers().firstValueAsLong("content-length"));
                        return true;
                    }
                    case 206 -> {
                        OptionalLong rest = answer.headers().firstValueAsLong("content-length");
                        if (!range(answer).startsWith("bytes " + have + "-")) {
                            throw refused(seen, "answers a request for what is missing with " + range(answer));
                        }
                        save(part, have, body, rest.isPresent() ? OptionalLong.of(have + rest.getAsLong()) : rest);
                        return true;
                    }
                    case 416 -> {
                        boolean whole = range(answer).equals("bytes */" + have);
                        if (!whole) {
                            Files.delete(part);
                        }
                        return whole;
                    }
                    case 301, 302, 303, 307, 308 -> seen.add(redirected(answer, seen));
                    default -> {
                        if (status >= 500 || status == 429) {
                            throw new IOException("the server answered " + status);
                        }
                        throw refused(seen, "answered " + status);
                    }
                }
            }
        }
    }

    private void save(Path part, long from, BodyReader body, OptionalLong length)
            throws IOException, InterruptedException {
        long have = from;
        try (OutputStream out = open(part, from > 0)) {
            for (Optional<List<ByteBuffer>> bytes = body.next(silence); bytes.isPresent(); bytes = body.next(silence)) {
                for (ByteBuffer each : bytes.get()) {
                    byte[] chunk = new byte[each.remaining()];
                    each.get(chunk);
                    write(out, chunk, part);
                    have += chunk.length;
                }
                steps.step("downloaded " + have / MEGABYTE
                        + (length.isPresent() ? " of " + length.getAsLong() / MEGABYTE : "") + " MB");
            }
        }
        if (length.isPresent() && have < length.getAsLong()) {
            throw new IOException("the connection ended after " + have + " of " + length.getAsLong() + " bytes");
        }
    }

    private static OutputStream open(Path part, boolean append) {
        try {
            return new FileOutputStream(part.toFile(), append);
        } catch (IOException e) {
            throw AtomicFiles.refused("writing the download to", part, e);
        }
    }

    /** What the disk refuses is not the server's fault, and is not tried again. */
    private static void write(OutputStream out, byte[] bytes, Path part) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw AtomicFiles.refused("writing the download to", part, e);
        }
    }

    private URI redirected(HttpResponse<?> answer, List<URI> seen) {
        String location = answer.headers().firstValue("location").orElse("");
        URI last = seen.getLast();
        URI next;
        try {
            next = last.resolve(location);
        } catch (IllegalArgumentException e) {
            throw refused(seen, "leads to " + location + ", which is not a URL");
        }
        if (location.isEmpty() || next.getHost() == null) {
            throw refused(seen, "answered " + answer.statusCode() + " without saying where to go");
        }
        if (seen.contains(next)) {
            throw refused(seen, "leads back to " + next);
        }
        if (seen.size() > MOST_REDIRECTS) {
            throw refused(seen, "leads on after " + MOST_REDIRECTS + " redirects, to " + next);
        }
        if (last.getScheme().equals("https") && !next.getScheme().equals("https")) {
            throw refused(seen, "leads from https to " + next.getScheme() + ", to " + next.getHost());
        }
        return next;
    }

    private BinaryException refused(List<URI> seen, String what) {
        Failure.Builder failure = Failure.doing(DOING)
                .where(steps.source())
                .expected("the file behind " + uri)
                .seen((seen.size() > 1 ? seen.getLast().getHost() + ", where it leads, " : uri.getHost() + " ") + what);
        if (what.startsWith("answered 401") || what.startsWith("answered 403")) {
            failure.hint("if it needs a login, download it yourself and give it with `path:`");
        } else {
            failure.hint("correct the URL or the version; open it in a browser to see what is there");
        }
        return new BinaryException(failure.build());
    }

    private BinaryException unreachable(IOException e, long have) {
        String message = e.getMessage();
        return new BinaryException(
                Failure.doing(DOING)
                        .where(steps.source())
                        .expected("an answer from " + uri.getHost() + ", or the rest of what it began to send")
                        .seen(e.getClass().getSimpleName()
                                + (message == null ? "" : ": " + message)
                                + (have > 0 ? "; " + have + " bytes came so far" : ""))
                        .hint("check the network and the URL, and run it again"
                                + (have > 0 ? ": what came so far is kept" : ""))
                        .build(),
                e);
    }

    private static String range(HttpResponse<?> answer) {
        return answer.headers().firstValue("content-range").orElse("no range");
    }

    private static long size(Path part) throws IOException {
        return Files.isRegularFile(part) ? Files.size(part) : 0;
    }
}
