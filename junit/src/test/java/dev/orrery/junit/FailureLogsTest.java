package dev.orrery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed test shows what its nodes were doing. */
class FailureLogsTest {
    @NetworkTest("two-chains.yaml")
    static class Fails {
        @Test
        void inTheTest() {
            throw new AssertionError("as asked");
        }

        @Test
        void onlyAborts() {
            Assumptions.abort("as asked");
        }

        @Nested
        class Earlier {
            @BeforeEach
            void inALifecycleMethod() {
                throw new AssertionError("as asked");
            }

            @Test
            void neverRuns() {}
        }
    }

    @Test
    void theLastLinesOfNodesAndCompanionsAreAttachedAndTheWholeLogsArePublished(@TempDir Path published) {
        var run = Kit.runPublishing(published, Fails.class);

        run.testEvents().assertStatistics(tests -> tests.failed(2).aborted(1));
        assertThat(Kit.failures(run)).allSatisfy(failure -> {
            assertThat(failure).hasMessage("as asked");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(logs -> assertThat(logs.getMessage())
                            .contains(
                                    "two-chains",
                                    "the whole logs are in " + published,
                                    "hub/val1",
                                    "hub/val1/watcher",
                                    "| I see http://127.0.0.1:",
                                    "zone/val1")
                            .containsPattern("module=(state|consensus|rpc)"));
        });
        assertThat(published.resolve("inTheTest()/logs-of-two-chains/hub-val2.log"))
                .isRegularFile()
                .content()
                .contains("module=consensus");
        assertThat(published.resolve("inTheTest()/logs-of-two-chains/hub-val1-watcher.log"))
                .isRegularFile()
                .content()
                .contains("I see http://127.0.0.1:");
    }
}
