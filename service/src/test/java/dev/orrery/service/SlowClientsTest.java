package dev.orrery.service;

import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that say little, late, or half of it. */
class SlowClientsTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int CLIENTS = 300;

    @TempDir
    Path folder;

    /** As with the usual limits, where waits are longer than silence may be, but in a fraction of the time. */
    @Test
    void whoWaitsForAnAnswerIsNotIdleAndWaitsNoLongerThanHeMay() {
        Duration longest = IDLE.plusMillis(500);
        assertThat(Limits.USUAL.longestWait()).isEqualTo(Duration.ofMinutes(1)).isGreaterThan(Limits.USUAL.idle());
        try (Service service = Service.in(folder, Limits.USUAL.withIdle(IDLE).withLongestWait(longest))) {
            Instant begin = Instant.now();

            assertThat(problem(service.send("GET", "/v1/files/none?wait=60s"))).isEqualTo("no-such-file");

            assertThat(Duration.between(begin, Instant.now())).isBetween(longest, Duration.ofSeconds(30));
        }
    }

    /** A third never ends its header, a third never ends its upload, a third goes away in the middle of one. */
    @Test
    void slowAndBrokenClientsAreCutOffAndLeaveNothingBehind() throws Exception {
        try (Service service = Service.in(folder, Limits.USUAL.withIdle(IDLE))) {
            service.put("/v1/files/kept", "kept");
            long before = openFiles();
            int threadsBefore = service.threads();
            int most = threadsBefore;
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = service.socket();
                socket.getOutputStream()
                        .write(started(service, i % 3 == 0 ? "" : "Content-Length: 1000000\r\n\r\nonly this", i));
                socket.getOutputStream().flush();
                if (i % 3 == 1) {
                    socket.close();
                } else {
                    silent.add(socket);
                }
                if (i % 30 == 29) {
                    most = Math.max(most, service.threads());
                }
            }
            assertThat(Service.text(service.send("GET", "/v1/files/kept"))).isEqualTo("kept");
            // The first are cut off while the last come, so not all of them are there at once.
            assertThat(most).as("threads, while they are there").isGreaterThan(threadsBefore + CLIENTS / 30);
            for (Socket socket : silent) {
                awaitEnd(socket);
                socket.close();
            }

            assertThat(Service.text(service.send("GET", "/v1/files")))
                    .contains("kept")
                    .doesNotContain("half");
            try (Stream<Path> uploads = Files.list(service.store.resolve("files/uploads"))) {
                assertThat(uploads).isEmpty();
            }
            assertThat(openFiles()).as("open files").isLessThan(before + CLIENTS / 10);
            assertThat(service.threads()).as("threads").isLessThan(threadsBefore + CLIENTS / 10);
        }
    }

    private static byte[] started(Service service, String rest, int number) {
        return ("PUT /v1/files/half" + number + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + service.token()
                        + "\r\n" + rest)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whatever the service still says, it hangs up. */
    private static void awaitEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
