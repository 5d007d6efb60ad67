package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.spec.NetworkSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stage prints is read from outside of its pod while it runs. The stage can not get on as long as somebody else has its lease
 * at the API service: here the test itself.
 */
@OnTestCluster
class LiveLogsTest {
    private static final NodeId VAL1 = new NodeId("hub", "val1");
    private static final String BEGINS = "init-chain of hub is for one of its nodes to run";
    private static final String ENDS = "done";

    @TempDir
    private Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);

    @Test
    void initChainIsReadWhileItRuns(TestCluster cluster) throws Exception {
        ClusterNetworks networks = new ClusterNetworks(cluster, folder);
        NetworkSpec spec = networks.small("live", "");
        UpOptions options = UpOptions.in(networks.state(spec))
                .backend("kubernetes")
                .timeout(Duration.ofMinutes(3))
                .listener(event -> {
                    // Before its pods are made.
                    if (event instanceof UpEvent.StageStarted started && started.stage() == Stage.INIT_CHAIN) {
                        takeTheLease(cluster, networks.namespaceOf(spec));
                    }
                });
        CompletableFuture<RunningNetwork> up = CompletableFuture.supplyAsync(() -> Orrery.up(spec, options));
        try {
            awaitLatch(held);
            FoundNetwork here = Orrery.find(networks.state(spec), "kubernetes").orElseThrow();
            BlockingQueue<String> inFolder = follow(here);
            assertThat(next(inFolder)).contains(BEGINS);
            String namespace = networks.namespaceOf(spec);
            try (FoundNetwork there = Orrery.findElsewhere("kubernetes", namespace)) {
                BlockingQueue<String> inCluster = follow(there);
                assertThat(next(inCluster)).contains(BEGINS);
                assertThat(cluster.run("kubectl", "-n", namespace, "logs", "hub-0", "-c", "init-chain"))
                        .contains(BEGINS)
                        .doesNotContain("genesis has the SHA-256");
                assertThat(up).isNotDone();
                assertThat(inFolder).isEmpty();

                letGo.countDown();

                assertGoesOnToItsEnd(inFolder);
                assertGoesOnToItsEnd(inCluster);
            }
        } finally {
            letGo.countDown();
            up.get(3, TimeUnit.MINUTES).close();
        }
    }

    private void takeTheLease(TestCluster cluster, String namespace) {
        cluster.run("kubectl", "-n", namespace, "rollout", "status", "deployment/api", "--timeout=120s");
        String address =
                cluster.run("kubectl", "-n", namespace, "get", "service", "api", "-o", "jsonpath={.spec.clusterIP}");
        String token = cluster.run("kubectl", "-n", namespace, "get", "secret", "api", "-o", "jsonpath={.data.token}");
        Thread.ofVirtual().name("has the lease").start(() -> {
            try (ServiceClient service = ServiceClient.of(
                    URI.create("http://" + address + ":8080"),
                    new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8))) {
                service.once(
                        "init-chain.hub",
                        Duration.ofSeconds(10),
                        lease -> {
                            held.countDown();
                            awaitLatch(letGo);
                            throw new IllegalStateException("it is for the node to do");
                        },
                        Deadline.after(Duration.ofSeconds(60)));
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("it is for the node to do");
            }
        });
        awaitLatch(held);
    }

    private static BlockingQueue<String> follow(FoundNetwork network) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try {
                network.readLog(VAL1, Stage.INIT_CHAIN, true, lines::add);
            } catch (OrreryException e) {
                lines.add("not followed any longer: " + e.getMessage());
            }
        });
        return lines;
    }

    private static void assertGoesOnToItsEnd(BlockingQueue<String> lines) throws InterruptedException {
        StringBuilder all = new StringBuilder();
        String line;
        do {
            line = next(lines);
            all.append(line).append('\n');
        } while (!line.endsWith(ENDS));
        assertThat(all).contains("genesis has the SHA-256");
    }

    private static String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(90, TimeUnit.SECONDS);
        assertThat(line).as("a line of init-chain").isNotNull();
        return line;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
