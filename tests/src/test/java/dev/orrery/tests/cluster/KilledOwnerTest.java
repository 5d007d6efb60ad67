package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code orrery up --on kubernetes} is killed while the network comes up, at two moments, or at as many as
 * {@code -Dorrery.cluster.kills=10} says.
 */
@OnTestCluster
class KilledOwnerTest {
    private static final Path ORRERY = Path.of("..", "orrery").toAbsolutePath().normalize();

    private static final int MOMENTS = Integer.getInteger("orrery.cluster.kills", 2);
    private static final int AT_ONCE = 2;

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private ClusterNetworks networks;

    @BeforeEach
    void useTheCluster(TestCluster shared) {
        cluster = shared;
        networks = new ClusterNetworks(shared, folder);
    }

    /** The first two moments are one in which it makes the namespace's objects, and one in which pods run already. */
    @Test
    void whateverTheMomentDownRemovesWhatItLeftOrTheNextUpWorks() throws InterruptedException {
        Random random = new Random(MOMENTS);
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < MOMENTS; i++) {
            NetworkSpec spec = networks.small("killed" + i, "  namespace: killed" + i + "\n");
            Duration moment = Duration.ofMillis(i == 0 ? 500 : i == 1 ? 4000 : random.nextInt(9000));
            all.add(i % 2 == 0 ? () -> killedThenDown(spec, moment) : () -> killedThenUp(spec, moment));
        }
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            AtOnce.run(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
        }
    }

    private void killedThenDown(NetworkSpec spec, Duration moment) {
        killWhileItStarts(spec, moment);

        Orrery.find(networks.state(spec), "kubernetes").orElseThrow().stop(Deadline.after(Duration.ofSeconds(60)));

        assertNothingIsLeft(spec, moment);
    }

    private void killedThenUp(NetworkSpec spec, Duration moment) {
        killWhileItStarts(spec, moment);

        UpOptions options =
                UpOptions.in(networks.state(spec)).backend("kubernetes").timeout(Duration.ofMinutes(3));
        try (RunningNetwork running = Orrery.up(spec, options)) {
            assertThat(running.network().chain("hub").height()).isPositive();
        }

        assertNothingIsLeft(spec, moment);
    }

    private void assertNothingIsLeft(NetworkSpec spec, Duration moment) {
        assertThat(networks.namespacesOf(spec)).as("killed after %s", moment).isEmpty();
        assertThat(networks.state(spec)).as("killed after %s", moment).doesNotExist();
    }

    /** @param later than the network's namespace */
    private void killWhileItStarts(NetworkSpec spec, Duration later) {
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
                .redirectOutput(folder.resolve(spec.name() + ".log").toFile());
        builder.environment().put("ORRERY_SKIP_BUILD", "1");
        builder.environment().put("KUBECONFIG", cluster.leastRights().toString());
        try {
            Process owner = builder.start();
            try {
                cluster.run("kubectl", "wait", "--for=create", "namespace/" + spec.name(), "--timeout=120s");
                assertThat(owner.waitFor(later.toMillis(), TimeUnit.MILLISECONDS))
                        .as("it failed before it is killed")
                        .isFalse();
            } finally {
                owner.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
