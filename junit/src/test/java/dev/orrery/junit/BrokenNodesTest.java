package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a network tells of nodes that do not answer; each test breaks its own. */
@NetworkTest(value = "two-chains.yaml", sharing = Sharing.METHOD)
class BrokenNodesTest {
    @Test
    void aNodeThatWasKilledIsDown(Network network, @ChainName("hub") Chain hub) throws Exception {
        ProcessHandle process = process(hub.node("val2"));
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);

        NetworkStatus status = network.status(Deadline.after(Duration.ofSeconds(20)));

        assertThat(status.chains().getFirst().nodes())
                .extracting(NodeStatus::state)
                .containsExactly("running", "down");
        assertThat(status.paths().getFirst().a().clientStatus()).isEqualTo("Active");
    }

    @Test
    void aNodeThatHangsIsDownAndHoldsNobodyUp(Network network, @ChainName("hub") Chain hub) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(8));
        signal("STOP", hub.node("val1"));
        try {
            NetworkStatus status = network.status(deadline);

            assertThat(deadline.passed()).isFalse();
            assertThat(status.chains().getFirst().nodes())
                    .extracting(NodeStatus::state)
                    .containsExactly("down", "running");
            assertThat(status.chains().getFirst().validators()).hasSize(2);
            assertThat(status.chains().getLast().nodes())
                    .extracting(NodeStatus::state)
                    .containsExactly("running");
        } finally {
            signal("CONT", hub.node("val1"));
        }
    }

    private static ProcessHandle process(Node node) {
        return ProcessHandle.of(node.description().pid()).orElseThrow();
    }

    private static void signal(String name, Node node) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(process(node).pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
