package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.NodeDescription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** In which order classes run, and when the network that some share is stopped. */
class LastUseTest {
    private static final List<Network> SEEN = new CopyOnWriteArrayList<>();
    private static final List<String> ORDER = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
        ORDER.clear();
    }

    @NetworkTest("one-chain.yaml")
    static class First {
        @Test
        void uses(Network network) {
            ORDER.add("First");
            SEEN.add(network);
        }
    }

    static class Elsewhere {
        @Test
        void findsItStopped() {
            ORDER.add("Elsewhere");
            assertThat(isUp()).isFalse();
        }
    }

    @NetworkTest("one-chain.yaml")
    static class Last {
        @Test
        void findsItRunning(Network network) {
            ORDER.add("Last");
            assertThat(network).isSameAs(SEEN.getFirst());
            assertThat(isUp()).isTrue();
        }

        @Nested
        class Inner {
            @Test
            void findsItRunning(Network network) {
                assertThat(network).isSameAs(SEEN.getFirst());
                assertThat(isUp()).isTrue();
            }
        }
    }

    @Test
    void classesOfOneNetworkFollowEachOtherAndItIsStoppedAfterTheLast() {
        TestExecutionSummary summary = Kit.runSession(First.class, Elsewhere.class, Last.class);

        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(4);
        assertThat(ORDER).containsExactly("First", "Last", "Elsewhere");
    }

    @Test
    void aNetworkOfTheOnlyClassIsGoneAfterTheSession() {
        TestExecutionSummary summary = Kit.runSession(First.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(isUp()).isFalse();
    }

    private static boolean isUp() {
        NodeDescription node =
                SEEN.getFirst().description().chains().getFirst().nodes().getFirst();
        return ProcessHandle.of(node.pid()).filter(ProcessHandle::isAlive).isPresent();
    }
}
