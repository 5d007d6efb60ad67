package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.OrreryException;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a network's way on a cluster is one clear error, and nothing of the network is left. */
@OnTestCluster
class ClusterFaultsTest {
    private static final String STARTS = "orrery-starts-networks";

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ClusterNetworks networks;

    /** All with no other rights than those that are rendered. */
    @BeforeEach
    void useTheClusterWithTheLeastRights(TestCluster shared) throws IOException {
        cluster = shared;
        networks = new ClusterNetworks(shared, folder);
        Path manifests = Files.createDirectory(folder.resolve("manifests"));
        Orrery.render(networks.small("rights", ""), "kubernetes", Instant.now(), manifests, BuildProgress.SILENT);
        cluster.run(
                "kubectl",
                "apply",
                "-f",
                manifests.resolve("rights-to-start.yaml").toString());
        System.setProperty(
                Kubeconfigs.PROPERTY, Kubeconfigs.of(cluster, STARTS, folder).toString());
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(Kubeconfigs.PROPERTY);
    }

    @Test
    void theRenderedRightsAreEnoughForTwoNetworksAtOnce() {
        NetworkSpec spec = networks.pair("lean", "");

        try (RunningNetwork running = up(spec);
                RunningNetwork beside = up(networks.small("beside", ""))) {
            Chain hub = running.network().chain("hub");
            Chain zone = running.network().chain("zone");
            Channel channel = hub.channelTo(zone);
            hub.account("alice")
                    .transfer("3uatom")
                    .over(channel)
                    .to(zone.newAccount())
                    .send()
                    .awaitAcknowledged();

            assertThat(beside.network().chain("hub").height()).isPositive();
            assertThat(networks.namespacesOf(spec)).hasSize(1);
        }

        assertThat(networks.namespacesOf(spec)).isEmpty();
    }

    @Test
    void anAccountWithoutRightsIsToldWhichItLacks() {
        System.setProperty(
                Kubeconfigs.PROPERTY, Kubeconfigs.of(cluster, "default", folder).toString());

        assertThat(failure(networks.small("forbidden", "")))
                .hasMessageContaining("this account may not do it")
                .hasMessageContaining("cannot create resource \"namespaces\"");
    }

    @Test
    void aNamespaceThatSomebodyHasIsNotTaken() {
        assertThat(failure(networks.small("taken", "  namespace: kube-system\n")))
                .hasMessageContaining("there is one of this name already");
    }

    @Test
    void aTokenThatIsNotValidAnyMoreIsTold() {
        cluster.run("kubectl", "create", "serviceaccount", "short-lived", "-n", "default");
        Path once = Kubeconfigs.of(cluster, "short-lived", folder);
        cluster.run("kubectl", "delete", "serviceaccount", "short-lived", "-n", "default");
        System.setProperty(Kubeconfigs.PROPERTY, once.toString());

        assertThat(failure(networks.small("expired", "")))
                .hasMessageContaining("the cluster does not know these credentials")
                .hasMessageContaining("log in");
    }

    @Test
    void aPullSecretThatIsNotThereIsTold() {
        assertThat(failure(networks.small("secretless", "  imagePullSecrets: [ours]\n")))
                .hasMessageContaining("kubernetes.imagePullSecrets")
                .hasMessageContaining("a Secret of this name in the namespace default");
    }

    @Test
    void aQuotaIsToldInTheClustersOwnWords() throws InterruptedException {
        // There is a moment between the namespace and its first pod.
        Thread admin = Thread.ofVirtual()
                .start(() -> cluster.run(
                        "sh", "-c", "until kubectl create quota none --hard=pods=0 -n mean 2>/dev/null; do :; done"));

        assertThat(failure(networks.small("quota", "  namespace: mean\n")))
                .hasMessageContaining("exceeded quota: none");
        admin.join();
    }

    @Test
    void aBinaryThatEndsAtOnceIsToldWithItsLastLines() {
        assertThat(failure(networks.withArguments("crashing", "--no-such-flag", "")))
                .hasMessageContaining("hub/val1")
                .hasMessageContaining("unknown flag: --no-such-flag");
    }

    @Test
    void aContainerThatIsKilledForItsMemoryIsTold() {
        NetworkSpec spec =
                networks.small("starved", "  resources: { requests: { memory: 8Mi }, limits: { memory: 12Mi } }\n");

        assertThat(failure(spec)).hasMessageContaining("more memory than its limit allows");
    }

    private OrreryException failure(NetworkSpec spec) {
        OrreryException failure = catchThrowableOfType(OrreryException.class, () -> up(spec).close());
        assertThat(failure).as("what %s fails with", spec.name()).isNotNull();
        assertThat(networks.namespacesOf(spec)).isEmpty();
        assertThat(networks.state(spec)).doesNotExist();
        return failure;
    }

    private RunningNetwork up(NetworkSpec spec) {
        return Orrery.up(
                spec, UpOptions.in(networks.state(spec)).backend("kubernetes").timeout(Duration.ofMinutes(3)));
    }
}
