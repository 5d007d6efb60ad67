package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Little memory, and no room on the disk. */
class ScarcityTest {
    @TempDir
    Path folder;

    @Test
    void aFileLargerThanTheHeapPassesThrough() throws Exception {
        passes(200L << 20, "-Xmx32m");
    }

    @Test
    @Tag("full")
    void twoGigabytesPassThrough64Megabytes() throws Exception {
        passes(2L << 30, "-Xmx64m");
    }

    /** The limit on the size of files that a process may write fails a write in the middle, as a full disk does. */
    @Test
    void whenTheDiskIsFullNothingIsLost() throws Exception {
        List<String> limited = List.of("sh", "-c", "ulimit -f 2048; exec \"$@\"", "sh");
        try (Child service = Child.start(folder, limited);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> before = http.send(
                    request(service, "kept")
                            .PUT(BodyPublishers.ofString("kept"))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> full = http.send(
                    request(service, "kept")
                            .PUT(BodyPublishers.ofByteArray(new byte[4 << 20]))
                            .build(),
                    BodyHandlers.ofString());
            HttpResponse<String> after = http.send(request(service, "kept").build(), BodyHandlers.ofString());

            assertThat(before.statusCode()).isEqualTo(201);
            assertThat(full.statusCode()).isEqualTo(507);
            assertThat(full.body()).contains("urn:orrery:problem:disk-full");
            assertThat(after.body()).isEqualTo("kept");
            try (var uploads = Files.list(folder.resolve("store/files/uploads"))) {
                assertThat(uploads).isEmpty();
            }
        }
    }

    private void passes(long size, String heap) throws Exception {
        try (Child service = Child.start(folder, List.of(), heap);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            assertThat(upload(service, new Noise(size), size)).startsWith("HTTP/1.1 201");

            HttpResponse<InputStream> got = http.send(request(service, "large").build(), BodyHandlers.ofInputStream());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(got.body(), digest)) {
                assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
            }
            assertThat(got.headers().firstValue("ETag"))
                    .hasValue("\"" + HexFormat.of().formatHex(digest.digest()) + "\"");
        }
    }

    /** On a bare socket: what it costs is what the service costs. */
    private String upload(Child service, InputStream content, long size) throws IOException {
        try (Socket socket = new Socket(service.url.getHost(), service.url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /v1/files/large HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                            + Files.readString(folder.resolve("token")).strip() + "\r\nContent-Length: " + size
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            content.transferTo(out);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private HttpRequest.Builder request(Child service, String name) throws IOException {
        return HttpRequest.newBuilder(service.url.resolve("/v1/files/" + name))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(folder.resolve("token")).strip());
    }

    /** As many bytes as one wants, none of which is kept. */
    private static final class Noise extends InputStream {
        private final byte[] block = new byte[1 << 16];
        private long left;

        Noise(long size) {
            left = size;
            new Random(1).nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, block.length), left);
            System.arraycopy(block, 0, into, offset, count);
            left -= count;
            return count;
        }
    }
}
