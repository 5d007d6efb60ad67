package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Headers that mean harm or nothing at all, sent as bytes. */
class HostileHeadersTest {
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final String CONTENT = "x";

    /** The first so many names. */
    private static final int MEANT = 7;

    private static final String[] NAMES = {
        "Content-Digest",
        "If-Match",
        "If-None-Match",
        "If-Range",
        "Range",
        "Fencing-Token",
        "Last-Event-ID",
        "Accept",
        "Accept-Encoding",
        "Content-Type",
        "Content-Encoding",
        "Cookie",
        "Expect",
        "Forwarded",
        "X-Forwarded-For",
        "X-HTTP-Method-Override",
        "Upgrade",
        "TE",
        "Transfer-Encoding",
        "Content-Length",
        "Host",
        "Origin",
        "X-" + "y".repeat(200),
        "",
        " ",
        "a b",
        "\u00e9",
        "Sec-WebSocket-Key",
    };

    private static final String[] VALUES = {
        "",
        " ",
        "*",
        "\"",
        "\"\"",
        "W/\"\"",
        "\"a\", *, \"",
        ",,,",
        "bytes=",
        "bytes=-",
        "bytes=0-",
        "bytes=0-0",
        "bytes=5-9",
        "bytes=9-1",
        "bytes=0-0,1-1",
        "bytes=99999999999999999999-",
        "bytes=-99999999999999999",
        "sha-256=::",
        "sha-256=:AAAA:",
        "sha-256=:" + "A".repeat(43) + "=:",
        "sha-256=",
        "md5=:AAAA:, sha-256=:%%:",
        "-1",
        "0",
        "1",
        "2",
        "+1",
        "1e9",
        "9223372036854775808",
        "0x10",
        "NaN",
        "chunked",
        "chunked, chunked",
        "identity, chunked",
        "xchunked",
        "gzip",
        "100-continue",
        "200-ok",
        "websocket",
        "DELETE",
        "127.0.0.1",
        "../../etc/passwd",
        "a\tb",
        "a\u0000b",
        "a\u007fb",
        "a\rX-Evil: 1",
        "a\nX-Evil: 1",
        "a\r\n X-Evil: folded",
        "\u00ff\u00fe",
        "%0d%0aX-Evil:%201",
        "${jndi:ldap://127.0.0.1/x}",
        "{\"a\":",
        "'; DROP TABLE files; --",
        "z".repeat(3_000),
        "z".repeat(9_000),
    };

    private static final String[] TOKENS = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "bearer null",
        "Bearer " + "a".repeat(64),
        "Bearer orrery_" + "A".repeat(43),
        "Basic",
        "Basic ",
        "Basic ====",
        "Basic Og==",
        "Basic OjpvcnJlcnk=",
        "Digest username=\"operator\"",
        "Bearer \u0000",
        "Bearer *",
        "Bearer \"operator\"",
    };

    private static final String[] REQUEST_LINES = {
        "PUT /v1/files/f",
        "PUT /v1/files/f",
        "GET /v1/files/kept?n=",
        "HEAD /v1/files/kept?n=",
        "GET /v1/files?prefix=f"
    };

    @TempDir
    Path folder;

    @Test
    void tenThousandMadeUpOnesAreAnsweredInOrderAndChangeNothingThatTheyMayNot() throws Exception {
        try (Service service = Service.in(folder, Limits.USUAL.withRequestsPerSecond(1_000_000))) {
            service.put("/v1/files/kept", CONTENT);
            int threads = service.threads();

            List<Integer> statuses = new ArrayList<>();
            try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<List<Integer>>> sent = IntStream.range(0, CLIENTS)
                        .mapToObj(seed -> clients.submit(() -> sent(service, seed, REQUESTS / CLIENTS)))
                        .toList();
                for (Future<List<Integer>> some : sent) {
                    statuses.addAll(some.get());
                }
            }

            assertThat(statuses).hasSize(REQUESTS).contains(200, 201, 206, 304, 400, 401, 412, 416, 417, 431);
            for (JsonNode file : Service.json(service.send("GET", "/v1/files")).path("files")) {
                assertThat(file.path("sha256").asString())
                        .as(file.path("path").asString())
                        .isEqualTo(Sha256.hex(CONTENT.getBytes(StandardCharsets.US_ASCII)));
            }
            try (Stream<Path> uploads = Files.list(service.store.resolve("files/uploads"))) {
                assertThat(uploads).isEmpty();
            }
            assertThat(service.threads()).isLessThanOrEqualTo(threads + 1);
        }
    }

    @Test
    void aRequestDoesWhatItsFirstLineSays() {
        try (Service service = Service.in(folder)) {
            service.put("/v1/files/kept", CONTENT);

            assertThat(Service.problem(service.send("GET", "/v1/files/kept", "X-HTTP-Method-Override", "DELETE")))
                    .isEqualTo("method-override");

            assertThat(Service.text(service.send("GET", "/v1/files/kept"))).isEqualTo(CONTENT);
        }
    }

    private static List<Integer> sent(Service service, int seed, int count) throws IOException {
        Random random = new Random(seed);
        String token = service.token();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean stranger = random.nextInt(10) == 0;
            String request = madeUp(random, seed + "-" + i, stranger ? pick(random, TOKENS) : "Bearer " + token);
            String answer = answer(service, request);
            String head = answer.split("\r\n\r\n", 2)[0];
            Matcher status = STATUS.matcher(head);
            assertThat(status.lookingAt()).as(request + "\n---\n" + answer).isTrue();
            int code = Integer.parseInt(status.group(1));
            statuses.add(code);

            assertThat(code).as(request).isBetween(200, 499);
            assertThat(stranger && code < 400).as("let in by " + request).isFalse();
            assertThat(head.toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-evil");
            assertThat(answer).doesNotContain(token);
            if (code >= 400 && !request.startsWith("HEAD")) {
                assertThat(head).as(request).contains("application/problem+json");
                assertThat(answer).contains("\"type\":\"urn:orrery:problem:", "\"status\":" + code);
            }
        }
        return statuses;
    }

    private static String madeUp(Random random, String name, String authorization) {
        StringBuilder request = new StringBuilder(pick(random, REQUEST_LINES))
                .append(name)
                .append(" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ")
                .append(authorization)
                .append("\r\n");
        for (int header = random.nextInt(4); header >= 0; header--) {
            // Mostly those that mean something here: what cannot be parsed gets no further.
            request.append(random.nextInt(4) == 0 ? pick(random, NAMES) : NAMES[random.nextInt(MEANT)])
                    .append(random.nextInt(60) == 0 ? "" : ":")
                    .append(random.nextBoolean() ? " " : "")
                    .append(pick(random, VALUES))
                    .append(random.nextInt(60) == 0 ? "\n" : "\r\n");
        }
        if (request.toString().startsWith("PUT")) {
            request.append("Content-Length: 1\r\n\r\n").append(CONTENT);
        } else {
            request.append("\r\n");
        }
        return request.toString();
    }

    /** All that comes back after {@code 100 Continue}; the connection ends with it, one way or the other. */
    private static String answer(Service service, String request) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Socket socket = service.socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().transferTo(all);
        } catch (IOException e) {
            // It was cut off in the middle of what nobody wanted to read; what was said before counts.
        }
        String said = all.toString(StandardCharsets.ISO_8859_1);
        return said.startsWith("HTTP/1.1 100") ? said.substring(said.indexOf("\r\n\r\n") + 4) : said;
    }

    private static String pick(Random random, String[] all) {
        return all[random.nextInt(all.length)];
    }
}
