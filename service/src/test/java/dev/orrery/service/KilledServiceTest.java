package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServiceTest {
    private static final int UPLOADS = 5;
    private static final int SIZE = 600_000;

    @TempDir
    Path folder;

    /** Ten times five uploads, each of them at another point when the service is killed; and one that is done. */
    @Test
    void afterSigkillInMidUploadAFileIsWholeOrAbsent() throws Exception {
        kill(10);
    }

    @Test
    @Tag("full")
    void afterFiftySigkillsToo() throws Exception {
        kill(50);
    }

    private void kill(int kills) throws Exception {
        Random random = new Random(50);
        Map<String, byte[]> confirmed = new ConcurrentHashMap<>();
        for (int kill = 0; kill < kills; kill++) {
            int round = kill;
            CountDownLatch sent = new CountDownLatch(1 + random.nextInt(UPLOADS * 20));
            try (Child service = Child.start(folder, List.of());
                    ExecutorService uploads = Executors.newVirtualThreadPerTaskExecutor()) {
                String token = Files.readString(folder.resolve("token")).strip();
                for (int upload = 0; upload < UPLOADS; upload++) {
                    String name = "f" + round + "-" + upload;
                    byte[] content = content(name);
                    uploads.submit(() -> {
                        if (upload(service.url, token, name, content, sent)) {
                            confirmed.put(name, content);
                        }
                        return null;
                    });
                }
                sent.await();
                service.kill();
            }
        }

        try (Child service = Child.start(folder, List.of());
                HttpClient http = HttpClient.newHttpClient()) {
            for (int round = 0; round < kills; round++) {
                for (int upload = 0; upload < UPLOADS; upload++) {
                    String name = "f" + round + "-" + upload;
                    HttpResponse<byte[]> got = http.send(
                            HttpRequest.newBuilder(service.url.resolve("/v1/files/" + name))
                                    .header(
                                            "Authorization",
                                            "Bearer "
                                                    + Files.readString(folder.resolve("token"))
                                                            .strip())
                                    .build(),
                            BodyHandlers.ofByteArray());
                    if (got.statusCode() == 200) {
                        assertThat(got.body()).as(name).isEqualTo(content(name));
                    } else {
                        assertThat(got.statusCode()).as(name).isEqualTo(404);
                        assertThat(confirmed).as("files that were confirmed").doesNotContainKey(name);
                    }
                }
            }
            try (Stream<Path> uploads = Files.list(folder.resolve("store/files/uploads"))) {
                assertThat(uploads).isEmpty();
            }
        }
    }

    /** Sends a file in thirty pieces, telling of each; whether the service confirmed it. */
    private static boolean upload(URI url, String token, String name, byte[] content, CountDownLatch sent) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT /v1/files/" + name + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            int piece = content.length / 30;
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
