package dev.orrery.tests.cluster;

import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.Orrery;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A network that {@code kubectl} has brought up from its manifests, without anybody outside. */
final class Applied {
    private final TestCluster cluster;
    private final String namespace;
    private final Path manifests;

    private Applied(TestCluster cluster, String namespace, Path manifests) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.manifests = manifests;
    }

    /** Renders a network that has no namespace of its own, and makes the namespace. */
    static Applied render(TestCluster cluster, NetworkSpec spec, Path out) {
        Orrery.render(spec, "kubernetes", Instant.now(), out, BuildProgress.SILENT);
        cluster.run("kubectl", "apply", "-f", out.resolve("namespace.yaml").toString());
        return new Applied(cluster, "orrery-" + spec.name(), out);
    }

    String namespace() {
        return namespace;
    }

    /** What the server would say to all of it. */
    String dryRun() {
        return cluster.run("kubectl", "apply", "--server-side", "--dry-run=server", "-k", manifests.toString());
    }

    void apply() {
        cluster.run("kubectl", "apply", "-k", manifests.toString());
        cluster.run(
                "kubectl",
                "apply",
                "-f",
                manifests.resolve("rights-to-visit.yaml").toString());
    }

    /** Waits until the owner says that the network is ready. */
    void awaitOwner() {
        kubectl("wait", "statefulset/orrery-owner", "--for=jsonpath={.status.readyReplicas}=1", "--timeout=240s");
    }

    void kubectl(String... words) {
        List<String> command = new ArrayList<>(List.of("kubectl", "-n", namespace));
        command.addAll(List.of(words));
        cluster.run(command.toArray(String[]::new));
    }
}
