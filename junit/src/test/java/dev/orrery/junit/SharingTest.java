package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.NodeDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Who gets the same network, and when it is gone. */
class SharingTest {
    private static final List<Network> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @NetworkTest("one-chain.yaml")
    static class RunA {
        @Test
        void uses(Network network) {
            SEEN.add(network);
        }
    }

    @NetworkTest("one-chain.yaml")
    static class RunB {
        @Test
        void uses(Network network) {
            SEEN.add(network);
        }
    }

    @Test
    void classesOfOneRunShareOneNetworkAlsoInParallel() {
        EngineExecutionResults run = Kit.runInParallel(RunA.class, RunB.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(2).failed(0));
        assertThat(SEEN).hasSize(2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
    }

    @Test
    void nothingIsLeftAfterTheRun() {
        Kit.run(RunA.class).testEvents().assertStatistics(tests -> tests.succeeded(1));

        NodeDescription node =
                SEEN.getFirst().description().chains().getFirst().nodes().getFirst();
        assertThat(ProcessHandle.of(node.pid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(Path.of(node.folder())).doesNotExist();
    }

    @NetworkTest(value = "one-chain.yaml", sharing = Sharing.CLASS)
    static class OwnA {
        @Test
        void uses(Network network) {
            SEEN.add(network);
        }

        @Nested
        class Inner {
            @Test
            void uses(Network network) {
                SEEN.add(network);
            }
        }
    }

    static class InheritsOwn extends OwnB {}

    @NetworkTest(value = "one-chain.yaml", sharing = Sharing.CLASS)
    abstract static class OwnB {
        @Test
        void uses(Network network) {
            SEEN.add(network);
        }
    }

    @Test
    void aClassMayHaveANetworkOfItsOwnWhichItsNestedClassesShare() {
        EngineExecutionResults run = Kit.run(OwnA.class, InheritsOwn.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(3).failed(0));
        assertThat(SEEN).hasSize(3);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1)).isNotSameAs(SEEN.get(2));
    }

    @NetworkTest(value = "one-chain.yaml", sharing = Sharing.METHOD)
    static class EachItsOwn {
        private final Network injected;

        EachItsOwn(Network network) {
            injected = network;
        }

        @BeforeEach
        void sameInLifecycleMethods(Network network) {
            assertThat(network).isSameAs(injected);
        }

        @Test
        void one(Network network) {
            SEEN.add(network);
        }

        @Test
        void two(Network network) {
            SEEN.add(network);
        }
    }

    @Test
    void aMethodMayHaveANetworkOfItsOwn() {
        EngineExecutionResults run = Kit.run(EachItsOwn.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(2).failed(0));
        assertThat(SEEN.get(0)).isNotSameAs(SEEN.get(1));
    }

    @NetworkTest(value = "one-chain.yaml", sharing = Sharing.METHOD)
    static class WantsItForTheClass {
        @BeforeAll
        static void uses(Network network) {
            SEEN.add(network);
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void aNetworkOfAMethodIsNotThereForTheClass() {
        assertThat(Kit.failures(Kit.run(WantsItForTheClass.class)))
                .singleElement()
                .asString()
                .contains("parameter 1", "WantsItForTheClass.uses", "for each test method only");
        assertThat(SEEN).isEmpty();
    }
}
