package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orrery up --on kubernetes} is killed while the network comes up. */
@OnTestCluster
class KilledOwnerTest {
    private static final Path ORRERY = Path.of("..", "orrery").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ClusterNetworks networks;

    @BeforeEach
    void useTheCluster(TestCluster shared) {
        cluster = shared;
        networks = new ClusterNetworks(shared, folder);
        System.setProperty(Kubeconfigs.PROPERTY, shared.kubeconfig().toString());
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(Kubeconfigs.PROPERTY);
    }

    @Test
    void whatItLeavesIsRemovedByDown() throws Exception {
        NetworkSpec spec = networks.small("killed", "  namespace: killed\n");

        killWhileItStarts(spec, Duration.ofMillis(500));

        Orrery.find(networks.state(spec), "kubernetes").orElseThrow().stop(Deadline.after(Duration.ofSeconds(60)));
        assertThat(networks.namespacesOf(spec)).isEmpty();
        assertThat(networks.state(spec)).doesNotExist();
    }

    @Test
    void theNextUpWorks() throws Exception {
        NetworkSpec spec = networks.small("again", "  namespace: again\n");

        killWhileItStarts(spec, Duration.ofSeconds(4));

        UpOptions options =
                UpOptions.in(networks.state(spec)).backend("kubernetes").timeout(Duration.ofMinutes(3));
        try (RunningNetwork running = Orrery.up(spec, options)) {
            assertThat(running.network().chain("hub").height()).isPositive();
        }
        assertThat(networks.namespacesOf(spec)).isEmpty();
        assertThat(networks.state(spec)).doesNotExist();
    }

    /** @param later than the network's namespace */
    private void killWhileItStarts(NetworkSpec spec, Duration later) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        ORRERY.toString(),
                        "up",
                        "--on",
                        "kubernetes",
                        "--timeout",
                        "3m",
                        "-n",
                        networks.file(spec).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("up.log").toFile());
        builder.environment().put("ORRERY_SKIP_BUILD", "1");
        builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
        Process owner = builder.start();
        try {
            cluster.run("kubectl", "wait", "--for=create", "namespace/" + spec.name(), "--timeout=120s");
            assertThat(owner.waitFor(later.toMillis(), TimeUnit.MILLISECONDS))
                    .as("it is ready, or failed, before it is killed")
                    .isFalse();
        } finally {
            owner.destroyForcibly().waitFor();
        }
    }
}
