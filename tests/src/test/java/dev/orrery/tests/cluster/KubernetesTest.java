package dev.orrery.tests.cluster;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of a network on a real Kubernetes, from its start to its end, with another one beside it. */
@OnTestCluster
class KubernetesTest {
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private NetworkSpec spec;

    @Test
    void nothingIsLostWhileItsPodsAreDeletedOneByOne(TestCluster shared) throws Exception {
        cluster = shared;
        ClusterNetworks networks = new ClusterNetworks(shared, folder);
        spec = networks.trio("pods");
        NetworkSpec small = networks.duo("beside", """
              gateway: { name: public, host: "{endpoint}-{node}-{chain}.{network}.example.com" }
            """);

        try (GatewayApi routes = GatewayApi.install(shared);
                RunningNetwork running = up(networks, spec);
                RunningNetwork beside = up(networks, small)) {
            Chain hub = running.network().chain("hub");
            FoundNetwork found = Orrery.find(networks.state(spec), "kubernetes").orElseThrow();
            assertThat(networks.namespacesOf(spec)).hasSize(1).isNotEqualTo(networks.namespacesOf(small));
            theLogsOfAllStagesAreHere(found);
            assertThat(routes.cluster().run("kubectl", "get", "httproutes,grpcroutes", "--all-namespaces"))
                    .contains("rpc-val1-hub.beside.example.com", "grpc-val2-hub.beside.example.com");

            try (Transfers there = Transfers.start(hub, running.network().chain("zone"), LONG);
                    Transfers back = Transfers.start(running.network().chain("zone"), hub, LONG)) {
                AtOnce.run(List.of(() -> podsAreReadyWhileTheirNodesAreInSync(networks, small, beside), () -> {
                    aChainGoesOnWithoutAFewOfItsVotes(networks, hub, found);
                    whoIsKilledForItsMemoryIsTold(networks, running);
                    aChainThatHaltsWithoutAValidatorGoesOnWithIt(networks, hub);
                }));

                there.assertNothingIsLost();
                back.assertNothingIsLost();
            }
            assertThat(beside.network().chain("hub").height()).isPositive();
        }

        for (NetworkSpec one : List.of(spec, small)) {
            assertThat(networks.namespacesOf(one)).isEmpty();
            assertThat(networks.state(one)).doesNotExist();
        }
    }

    private static void theLogsOfAllStagesAreHere(FoundNetwork found) {
        assertThat(log(found, "val1", Stage.INIT_CHAIN)).anyMatch(line -> line.contains("genesis has the SHA-256"));
        assertThat(log(found, "val2", Stage.INIT_CHAIN)).anyMatch(line -> line.contains("ran on hub/val1"));
        assertThat(log(found, "val2", Stage.INIT_NODE)).isNotEmpty();
        assertThat(log(found, "val2", Stage.START)).anyMatch(line -> line.contains("committed state"));
    }

    /** And nobody ends the nodes of a chain that halts. */
    private void podsAreReadyWhileTheirNodesAreInSync(
            ClusterNetworks networks, NetworkSpec halting, RunningNetwork running) {
        String namespace = networks.namespaceOf(halting);
        Chain hub = running.network().chain("hub");
        awaitPods(namespace, "Ready", "pod/hub-0", "pod/hub-1");

        PodSignal.send(cluster, namespace, "hub-1", "STOP");
        awaitPods(namespace, "Ready=false", "pod/hub-0");

        String newest = "the newest one is block "
                + hub.node("val1").rpc().status().head().height() + " of ";
        assertThat(inSync(namespace, "hub-0")).contains("\"reason\":\"NoNewBlock\"", newest, "\"status\":\"False\"");
        assertThat(cluster.run("kubectl", "-n", namespace, "describe", "pod", "hub-0"))
                .containsPattern("NoNewBlock .* orrery +no block for 10 s; " + newest);

        PodSignal.send(cluster, namespace, "hub-1", "CONT");
        awaitPods(namespace, "Ready", "pod/hub-0", "pod/hub-1");
        assertThat(inSync(namespace, "hub-0")).contains("\"reason\":\"BlocksGoOn\"");
        assertThat(cluster.run(
                        "kubectl",
                        "-n",
                        namespace,
                        "get",
                        "pods",
                        "-l",
                        "orrery.dev/chain=hub",
                        "-o",
                        "jsonpath={.items[*].status.containerStatuses[0].restartCount}"))
                .isEqualTo("0 0");
    }

    private void awaitPods(String namespace, String condition, String... pods) {
        List<String> command = new ArrayList<>(
                List.of("kubectl", "-n", namespace, "wait", "--for=condition=" + condition, "--timeout=60s"));
        command.addAll(List.of(pods));
        cluster.run(command.toArray(String[]::new));
    }

    private String inSync(String namespace, String pod) {
        return cluster.run(
                "kubectl",
                "-n",
                namespace,
                "get",
                "pod",
                pod,
                "-o",
                "jsonpath={.status.conditions[?(@.type==\"orrery.dev/in-sync\")]}");
    }

    /** And a validator that has lost its home votes for nothing that it may have voted for before. */
    private void aChainGoesOnWithoutAFewOfItsVotes(ClusterNetworks networks, Chain hub, FoundNetwork found) {
        Node lost = hub.node("val2");
        delete(networks, "hub-1");
        long gone = hub.height();
        hub.client().awaitBlock(gone + 3, Deadline.after(LONG));

        long first = firstSignature(hub, lost, gone + 2);

        String remembered = log(found, "val2", Stage.INIT_NODE).stream()
                .filter(line -> line.contains("no vote up to height "))
                .findFirst()
                .orElseThrow();
        assertThat(first).isGreaterThan(Long.parseLong(remembered.replaceFirst(".*up to height ([0-9]+).*", "$1")));
    }

    private void whoIsKilledForItsMemoryIsTold(ClusterNetworks networks, RunningNetwork running) {
        BlockingQueue<String> told = new ArrayBlockingQueue<>(1);
        running.onNodeExit((node, status, lines) -> {
            if (node.node().equals("val3")) {
                told.offer(status + ": " + String.join("\n", lines));
            }
        });

        MemoryPressure.kill(cluster, networks.namespaceOf(spec), "hub-2");

        assertThat(next(told))
                .startsWith("137: ")
                .contains("was killed since it used more memory than its limit allows")
                .contains("kubernetes.resources.limits.memory");
        Chain hub = running.network().chain("hub");
        firstSignature(hub, hub.node("val3"), hub.height());
    }

    private static String next(BlockingQueue<String> queue) {
        try {
            return queue.poll(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void aChainThatHaltsWithoutAValidatorGoesOnWithIt(ClusterNetworks networks, Chain hub) {
        delete(networks, "hub-0");

        hub.client().awaitBlock(hub.height() + 10, Deadline.after(LONG));
    }

    /** The first block from this height on that a node has signed. */
    private static long firstSignature(Chain chain, Node node, long from) {
        Deadline deadline = Deadline.after(LONG);
        for (long height = from; ; height++) {
            chain.client().awaitBlock(height + 1, deadline);
            for (JsonNode signature : chain.client().rpc().commit(height).at("/commit/signatures")) {
                if (signature.path("validator_address").asString("").equals(node.consensusAddress())) {
                    return height;
                }
            }
        }
    }

    private void delete(ClusterNetworks networks, String pod) {
        cluster.run("kubectl", "-n", networks.namespaceOf(spec), "delete", "pod", pod, "--wait=true");
    }

    private static RunningNetwork up(ClusterNetworks networks, NetworkSpec spec) {
        return Orrery.up(
                spec, UpOptions.in(networks.state(spec)).backend("kubernetes").timeout(Duration.ofMinutes(3)));
    }

    private static List<String> log(FoundNetwork found, String node, Stage stage) {
        List<String> lines = new ArrayList<>();
        found.readLog(new NodeId("hub", node), stage, false, lines::add);
        return lines;
    }
}
