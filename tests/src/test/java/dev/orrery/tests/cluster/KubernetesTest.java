package dev.orrery.tests.cluster;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Coin;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same network file, on a real Kubernetes. */
@OnTestCluster
class KubernetesTest {
    /** What fabric8 looks for before {@code KUBECONFIG}. */
    private static final String KUBECONFIG = "kubeconfig";

    private static final String SIMD = "github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0";

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private String orrery;
    private String simd;

    @BeforeEach
    void useTheCluster(TestCluster shared) throws IOException {
        cluster = shared;
        System.setProperty(KUBECONFIG, shared.kubeconfig().toString());
        Path file = Files.writeString(
                folder.resolve("packed.yaml"), "version: 1\nchains: { hub: { binary: { go: " + SIMD + " } } }\n");
        simd = shared.push("chains/simd:v8", "--chain", "hub", "-n", file.toString());
        orrery = shared.orreryImage();
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(KUBECONFIG);
    }

    @Test
    void aNetworkOfTwoChainsRelaysAndIsGoneAfterwards() {
        NetworkSpec spec = network("");

        try (RunningNetwork running = up(spec)) {
            Network network = running.network();
            Chain hub = network.chain("hub");
            Chain zone = network.chain("zone");
            Channel channel = hub.channelTo(zone);
            Account alice = hub.account("alice");
            Account bob = zone.newAccount();

            alice.transfer("7uatom").over(channel).to(bob).send().awaitAcknowledged();

            assertThat(bob).hasBalance(channel.voucher(Coin.parse("7uatom")));
            assertThat(namespaces()).hasSize(1);
            FoundNetwork found = Orrery.find(state(spec), "kubernetes").orElseThrow();
            assertThat(log(found, "val1", Stage.INIT_CHAIN)).anyMatch(line -> line.contains("genesis has the SHA-256"));
            assertThat(log(found, "val2", Stage.INIT_CHAIN)).anyMatch(line -> line.contains("ran on hub/val1"));
            assertThat(log(found, "val2", Stage.INIT_NODE)).isNotEmpty();
            assertThat(log(found, "val2", Stage.START)).anyMatch(line -> line.contains("committed state"));
        }

        assertThat(namespaces()).isEmpty();
        assertThat(state(spec)).doesNotExist();
    }

    @Test
    void aPodThatIsDeletedComesBackAndItsChainGoesOn() {
        NetworkSpec spec = network("");

        try (RunningNetwork running = up(spec)) {
            Chain hub = running.network().chain("hub");
            // The second has a third of the power of the hub: the chain halts without it, and goes on with it.
            cluster.run("kubectl", "-n", namespaces().getFirst(), "delete", "pod", "hub-1", "--wait=true");

            hub.client().awaitBlock(hub.height() + 20, Deadline.after(Duration.ofSeconds(60)));
        }
    }

    @Test
    void anImageThatIsNotThereIsToldInTheClustersOwnWords() {
        simd = "any.example/chains/nothing:v1";

        assertFails("any.example/chains/nothing:v1", "cannot be had");
    }

    @Test
    void podsThatNoMachineTakesAreTold() {
        NetworkSpec spec = network("  resources: { requests: { cpu: 200 } }\n");

        assertThatThrownBy(() -> up(spec))
                .isInstanceOf(OrreryException.class)
                .hasMessageContaining("no machine takes its pod")
                .hasMessageContaining("Insufficient cpu");
        assertThat(namespaces()).isEmpty();
    }

    @Test
    void anUnknownContextIsToldWithThoseThatThereAre() {
        NetworkSpec spec = network("  context: kubernetse\n");

        assertThatThrownBy(() -> up(spec))
                .isInstanceOf(OrreryException.class)
                .hasMessageContaining("kubernetes.context")
                .hasMessageContaining("no context kubernetse");
    }

    @Test
    void aClusterThatDoesNotAnswerIsTold() throws IOException {
        Path nobody = folder.resolve("nobody.conf");
        Files.writeString(
                nobody,
                Files.readString(cluster.kubeconfig()).replaceAll("server: [^,}]*", "server: https://127.0.0.1:9"));
        System.setProperty(KUBECONFIG, nobody.toString());

        assertThatThrownBy(() -> up(network("")))
                .isInstanceOf(OrreryException.class)
                .hasMessageContaining("the cluster does not answer");
    }

    private void assertFails(String... words) {
        NetworkSpec spec = network("");
        assertThatThrownBy(() -> up(spec)).isInstanceOf(OrreryException.class).satisfies(e -> {
            for (String word : words) {
                assertThat(e).hasMessageContaining(word);
            }
        });
        assertThat(namespaces()).isEmpty();
        assertThat(state(spec)).doesNotExist();
    }

    private RunningNetwork up(NetworkSpec spec) {
        return Orrery.up(spec, UpOptions.in(state(spec)).backend("kubernetes").timeout(Duration.ofMinutes(3)));
    }

    private Path state(NetworkSpec spec) {
        return folder.resolve(".orrery").resolve(spec.name());
    }

    private NetworkSpec network(String kubernetes) {
        return SpecReader.read("""
            version: 1
            name: pods
            chains:
              hub:
                binary: { go: %1$s }
                stake: [2000000, 1000000]
                denom: uatom
                accounts: { alice: 1000000uatom }
              zone:
                binary: { go: %1$s }
                validators: 2
                denom: uzone
            paths:
              - between: [hub, zone]
            kubernetes:
              orreryImage: %2$s
              images: { hub: "%3$s", zone: "%3$s" }
            """.formatted(SIMD, orrery, simd) + kubernetes, "network.yaml", folder);
    }

    private List<String> namespaces() {
        return cluster.run("kubectl", "get", "namespaces", "-o", "name")
                .lines()
                .filter(name -> name.contains("/orrery-"))
                .map(name -> name.substring(name.indexOf('/') + 1))
                .toList();
    }

    private static List<String> log(FoundNetwork found, String node, Stage stage) {
        List<String> lines = new ArrayList<>();
        found.readLog(new NodeId("hub", node), stage, false, lines::add);
        return lines;
    }
}
