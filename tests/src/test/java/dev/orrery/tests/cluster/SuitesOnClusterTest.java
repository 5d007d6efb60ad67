package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests that were written for processes pass on a cluster as they are: only {@code orrery.backend} is another one. */
@OnTestCluster(images = "generations.yaml")
class SuitesOnClusterTest {
    @Test
    void transfersBetweenTwoGenerations() {
        assertPasses("dev.orrery.tests.paths.TransferTest");
    }

    private static void assertPasses(String suite) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(suite))
                                    .configurationParameter("orrery.backend", "kubernetes")
                                    .build(),
                            listener);
        }
        TestExecutionSummary summary = listener.getSummary();

        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isPositive();
    }
}
