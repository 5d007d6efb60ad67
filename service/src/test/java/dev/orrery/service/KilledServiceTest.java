package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServiceTest {
    private static final int UPLOADS = 5;
    private static final int LANES = 2;
    private static final int SIZE = 600_000;
    private static final int PIECES = 30;

    @TempDir
    Path folder;

    /** Each time five uploads are under way, every one of them at another point when the service is killed. */
    @Test
    void afterTenSigkillsInMidUploadEveryFileIsWholeOrAbsent() throws Exception {
        kill(10, 50);
    }

    @Test
    @Tag("full")
    void andAfterFortyMore() throws Exception {
        kill(40, 51);
    }

    /** Half of them in one store, half in another, so that one service starts while the other is killed. */
    private void kill(int kills, int seed) throws Exception {
        FilesTest.atOnce(LANES, lane -> () -> {
            Store store = new Store(folder.resolve("lane" + lane), new Random(seed * LANES + lane));
            for (int round = 0; round < kills / LANES; round++) {
                store.killInMidUpload(round);
            }
            store.check(kills / LANES);
            return lane;
        });
    }

    /** A store, and what a service that was killed had confirmed to have in it. */
    private record Store(Path folder, Random random, Map<String, byte[]> confirmed) {
        Store(Path folder, Random random) {
            this(folder, random, new ConcurrentHashMap<>());
        }

        void killInMidUpload(int round) throws Exception {
            CountDownLatch sent = new CountDownLatch(1 + random.nextInt(UPLOADS * PIECES));
            try (Child service = Child.start(Files.createDirectories(folder), List.of(), "-XX:TieredStopAtLevel=1");
                    ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
                String token = Files.readString(folder.resolve("token")).strip();
                for (int upload = 0; upload < UPLOADS; upload++) {
                    String name = name(round, upload);
                    byte[] content = content(name);
                    uploads.submit(() -> {
                        if (upload(service.url, token, name, content, sent)) {
                            confirmed.put(name, content);
                        }
                        return null;
                    });
                }
                assertThat(sent.await(1, TimeUnit.MINUTES)).isTrue();
                service.kill();
            }
        }

        void check(int rounds) throws IOException {
            try (Service service = Service.in(folder)) {
                for (int round = 0; round < rounds; round++) {
                    for (int upload = 0; upload < UPLOADS; upload++) {
                        String name = name(round, upload);
                        HttpResponse<byte[]> got = service.send("GET", "/v1/files/" + name);
                        if (got.statusCode() == 200) {
                            assertThat(got.body()).as(name).isEqualTo(content(name));
                        } else {
                            assertThat(got.statusCode()).as(name).isEqualTo(404);
                            assertThat(confirmed)
                                    .as("files that were confirmed")
                                    .doesNotContainKey(name);
                        }
                    }
                }
                try (Stream<Path> uploads = Files.list(service.store.resolve("files/uploads"))) {
                    assertThat(uploads).isEmpty();
                }
            }
        }

        private static String name(int round, int upload) {
            return "f" + round + "-" + upload;
        }
    }

    /** Sends a file in pieces, telling of each; whether the service confirmed it. */
    private static boolean upload(URI url, String token, String name, byte[] content, CountDownLatch sent) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /v1/files/" + name + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int piece = content.length / PIECES;
            for (int start = 0; start < content.length; start += piece) {
                out.write(content, start, Math.min(piece, content.length - start));
                out.flush();
                sent.countDown();
            }
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 201");
        } catch (IOException e) {
            return false; // killed, as it should be
        }
    }

    private static byte[] content(String name) {
        byte[] content = new byte[SIZE];
        new Random(name.hashCode()).nextBytes(content);
        return content;
    }
}
