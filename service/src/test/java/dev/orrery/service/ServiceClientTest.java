package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.service.client.StoredFile;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceClientTest {
    private static final byte[] GENESIS = "genesis".getBytes(StandardCharsets.UTF_8);
    private static final Duration TTL = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void start() {
        service = Service.in(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void filesAreStoredFoundListedAndAwaited() throws Exception {
        try (ServiceClient client = client(service.token());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> waiting = threads.submit(() -> client.await("hub/genesis.json", minute()));
            client.put("hub/genesis.json", GENESIS, minute());

            assertThat(waiting.get()).isEqualTo(GENESIS);
            assertThat(client.find("hub/genesis.json", minute())).hasValue(GENESIS);
            assertThat(client.find("hub/none", minute())).isEmpty();
            assertThat(client.files().list("hub/", minute()))
                    .extracting(StoredFile::path)
                    .containsExactly("hub/genesis.json");
        }
    }

    @Test
    void ofManyOneDoesTheWorkAndTheOthersSeeItsOutcome() throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<String> tokens = FilesTest.atOnce(20, i -> () -> service.tokenOf("hub", "val" + i));

        List<Boolean> here = FilesTest.atOnce(20, i -> () -> {
            try (ServiceClient client = client(tokens.get(i))) {
                boolean mine = client.once(
                        "init-chain.hub",
                        TTL,
                        lease -> {
                            if (done.incrementAndGet() == 1) {
                                throw new IllegalStateException("dies in the middle");
                            }
                            client.put("hub/genesis.json", GENESIS, lease, minute());
                        },
                        minute());
                assertThat(client.find("hub/genesis.json", minute())).hasValue(GENESIS);
                return mine;
            } catch (IllegalStateException died) {
                return false;
            }
        });

        assertThat(done).hasValue(2);
        assertThat(here).containsOnlyOnce(true);
    }

    @Test
    void aLeaseIsRenewedWhileItsWorkTakesLong() {
        String other = service.tokenOf("hub", "val2");
        try (ServiceClient client = client(service.tokenOf("hub", "val1"));
                ServiceClient second = client(other)) {
            boolean mine = client.once(
                    "init-chain.hub",
                    TTL,
                    lease -> assertThatThrownBy(() ->
                                    second.once("init-chain.hub", TTL, l -> {}, Deadline.after(TTL.multipliedBy(3))))
                            .isInstanceOf(DeadlineExceededException.class)
                            .hasMessageContaining("somebody else has it"),
                    minute());

            assertThat(mine).isTrue();
        }
    }

    @Test
    void whoLosesALeaseIsInterruptedInItsWorkAndTold() {
        String token = service.tokenOf("hub", "val1");
        AtomicInteger interrupted = new AtomicInteger();
        try (ServiceClient client = client(token)) {
            assertThatThrownBy(() -> client.once(
                            "init-chain.hub",
                            TTL,
                            lease -> {
                                // The same node was started again, elsewhere.
                                service.sendAs(token, "POST", "/v1/leases/init-chain.hub");
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.incrementAndGet();
                                }
                            },
                            minute()))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("init-chain.hub")
                    .hasMessageContaining("lease-lost");
        }
        assertThat(interrupted).hasValue(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void barriersAndStages() throws Exception {
        List<String> tokens = FilesTest.atOnce(5, i -> () -> service.tokenOf("hub", "val" + i));
        List<Boolean> passed = FilesTest.atOnce(5, i -> () -> {
            try (ServiceClient client = client(tokens.get(i))) {
                client.report("hub", "val" + i, "init-node", "done", minute());
                client.arrive("ready.hub", 5, minute());
                return true;
            }
        });

        assertThat(passed).containsOnly(true);
        try (ServiceClient client = client(tokens.getFirst())) {
            assertThatThrownBy(() -> client.arrive("alone", 2, Deadline.after(Duration.ofMillis(50))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("2 parties")
                    .hasMessageContaining("hub/val0");
        }
    }

    @Test
    void whatTheServiceRefusesIsSaidInItsWords() {
        try (ServiceClient client = client(service.tokenOf("hub", "val1"))) {
            assertThatThrownBy(() -> client.put("hub/genesis.json", GENESIS, minute()))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("init-chain.hub")
                    .hasMessageNotContaining("orrery_");
            assertThatThrownBy(() -> client.put("hub/.git", GENESIS, minute()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("bad-file-name");
        }
    }

    @Test
    void aServiceThatIsNotThereIsTriedUntilTheDeadline() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        try (ServiceClient client = ServiceClient.of(nobody, "token")) {
            assertThatThrownBy(() -> client.find("a", Deadline.after(Duration.ofMillis(500))))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("look whether the API service runs there");
        }
    }

    private ServiceClient client(String token) {
        return ServiceClient.of(URI.create(service.url("").toString()), token);
    }

    private static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
