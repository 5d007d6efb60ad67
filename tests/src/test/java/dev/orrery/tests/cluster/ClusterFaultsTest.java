package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.OrreryException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a network's way on a cluster is one clear error, and nothing of the network is left. */
@OnTestCluster
class ClusterFaultsTest {
    /** From the plan on; what is later than that is another error, and no clear one. */
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Where the cluster has to try to run pods first, which takes it as long as the machine is busy. */
    private static final Duration LATER = Duration.ofSeconds(60);

    private static final List<String> NO_PODS = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: { name: mean }
        spec:
          matchConstraints:
            namespaceSelector: { matchLabels: { app.kubernetes.io/part-of: mean } }
            resourceRules: [ { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] } ]
          validations: [ { expression: "false", message: no pods for mean networks } ]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: { name: mean }
        spec: { policyName: mean, validationActions: [Deny] }
        """.lines().toList();

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ClusterNetworks networks;

    @BeforeEach
    void useTheCluster(TestCluster shared) {
        cluster = shared;
        networks = new ClusterNetworks(shared, folder);
    }

    @Test
    void podsThatDoNotGetOn() throws InterruptedException {
        cluster.run(NO_PODS, "kubectl", "apply", "-f", "-");
        NetworkSpec image = networks.withImage("imageless", cluster.registry() + "/chains/nothing:v1");
        NetworkSpec cpu = networks.small("greedy", "  resources: { requests: { cpu: 200 } }\n");
        NetworkSpec crashing = networks.withArguments("crashing", "--no-such-flag", "");
        NetworkSpec starved =
                networks.small("starved", "  resources: { requests: { memory: 8Mi }, limits: { memory: 12Mi } }\n");
        cluster.run(
                "kubectl",
                "wait",
                "validatingadmissionpolicy/mean",
                "--for=jsonpath={.status.observedGeneration}=1",
                "--timeout=60s");

        AtOnce.run(List.of(
                () -> assertFails(image, LATER, cluster.registry() + "/chains/nothing:v1", "cannot be had"),
                () -> assertFails(cpu, LATER, "no machine takes its pod", "Insufficient cpu"),
                () -> assertFails(crashing, LATER, "hub/val1", "unknown flag: --no-such-flag"),
                () -> assertFails(
                        networks.withBrokenCompanion("unfed"),
                        LATER,
                        "starting hub/val1/feed",
                        "it exited with status 3: no price feed at hub-1"),
                () -> assertFails(starved, LATER, "more memory than its limit allows"),
                () -> assertFails(networks.small("mean", ""), LATER, "denied request: no pods for mean networks")));
    }

    @Test
    void anAccountWithoutRights() {
        System.setProperty(
                Kubeconfigs.PROPERTY, Kubeconfigs.of(cluster, "default", folder).toString());

        assertFails(
                networks.small("forbidden", ""),
                SOON,
                "this account may not do it",
                "cannot create resource \"namespaces\"");
    }

    @Test
    void aNamespaceThatSomebodyHas() {
        assertFails(networks.small("taken", "  namespace: kube-system\n"), SOON, "there is one of this name already");
    }

    @Test
    void aTokenThatHasExpired() {
        System.setProperty(
                Kubeconfigs.PROPERTY,
                Kubeconfigs.expired(cluster, "default", folder).toString());

        assertFails(networks.small("expired", ""), SOON, "the cluster does not know these credentials", "log in");
    }

    @Test
    void aPullSecretThatIsNotThere() {
        assertFails(
                networks.small("secretless", "  imagePullSecrets: [ours]\n"),
                SOON,
                "kubernetes.imagePullSecrets",
                "a Secret of this name in the namespace default");
    }

    @Test
    void aClusterThatKnowsNoRoutes() {
        assertFails(
                networks.small(
                        "routeless", "  gateway: { name: public, host: \"{endpoint}.{node}.{chain}.example.com\" }\n"),
                SOON,
                "kubernetes.gateway",
                "HTTPRoute and GRPCRoute of gateway.networking.k8s.io/v1");
    }

    @Test
    void anUnknownContext() {
        assertFails(
                networks.small("contextless", "  context: kubernetse\n"),
                SOON,
                "kubernetes.context",
                "no context kubernetse");
    }

    @Test
    void aClusterThatDoesNotAnswer() {
        System.setProperty(
                Kubeconfigs.PROPERTY, Kubeconfigs.unreachable(cluster, folder).toString());

        assertFails(networks.small("unreachable", ""), SOON, "the cluster does not answer");
    }

    /** @param within after which it would be another error: that the network is not ready in time */
    private void assertFails(NetworkSpec spec, Duration within, String... words) {
        OrreryException failure = catchThrowableOfType(
                OrreryException.class,
                () -> Orrery.up(
                                spec,
                                UpOptions.in(networks.state(spec))
                                        .backend("kubernetes")
                                        .timeout(within))
                        .close());

        assertThat(failure)
                .as("what %s fails with", spec.name())
                .isNotNull()
                .isNotInstanceOf(DeadlineExceededException.class);
        assertThat(failure.getMessage()).contains(words);
        assertThat(networks.namespacesOf(spec)).isEmpty();
        assertThat(networks.state(spec)).doesNotExist();
    }
}
