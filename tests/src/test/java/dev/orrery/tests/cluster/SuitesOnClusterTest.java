package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Tests that were written for processes pass on a cluster as they are: only {@code orrery.backend} is another one. By default those
 * are the guide's examples; {@code -Dorrery.cluster.suites=all} adds all of this module that read no files of nodes and signal no processes.
 */
@OnTestCluster(images = "generations.yaml")
class SuitesOnClusterTest {
    private static final Path EXAMPLES =
            Path.of("..", "examples").toAbsolutePath().normalize();

    private static final List<String> SUITES = List.of(
            "chains.ChainClientTest",
            "chains.GenerationsTest",
            "client.ClientGenerationsTest",
            "client.FailoverTest",
            "client.PlainUrlsTest",
            "client.WatchingTest",
            "paths.SteeringTest",
            "paths.TransferTest",
            "kinds.EvmTest",
            "relay.AccountingTest",
            "relay.EmbeddedRelayerTest",
            "relay.HandshakeTest",
            "relay.OrderedChannelTest",
            "txs.HelperSignaturesTest",
            "txs.MultisigAccountTest",
            "txs.SequencesTest",
            "txs.SignModesTest",
            "txs.TransactionsTest",
            "validators.ConsumersTest",
            "validators.CreatedValidatorsTest",
            "validators.LaunchedConsumerTest");

    @Test
    @EnabledIfSystemProperty(named = "orrery.cluster.suites", matches = "all")
    void theSuitesOfThisModule(TestCluster cluster) throws InterruptedException {
        List.of("one.yaml", "consumers.yaml", "evm.yaml", "launch.yaml", "validators.yaml", "relay.yaml", "paths.yaml")
                .forEach(cluster::pushAll);

        assertPassAlone(SUITES.stream().map(SuitesOnClusterTest::suite).toList());
    }

    private static DiscoverySelector suite(String name) {
        try {
            return selectClass(Class.forName("dev.orrery.tests." + name));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theGuidesExamples(TestCluster cluster) throws InterruptedException {
        List.of("network.yaml", "governed.yaml").forEach(file -> cluster.pushAll(EXAMPLES.resolve(file)));

        // Each on a network of its own.
        AtOnce.run(List.of(
                () -> assertExamplesPass(
                        "FirstNetworkTest", "TransferTest", "ConnectingTest", "ClientTransactionsTest"),
                () -> assertExamplesPass("SteeredPathTest"),
                () -> assertExamplesPass("ModulesTest")));
    }

    /** They find their network in the folder of their module. */
    private static void assertExamplesPass(String... names) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] places = {url(EXAMPLES.resolve("target").resolve("test-classes")), url(EXAMPLES)};
        try (URLClassLoader loader = new URLClassLoader(places, before)) {
            thread.setContextClassLoader(loader);
            List<DiscoverySelector> suites = new ArrayList<>();
            for (String name : names) {
                suites.add(selectClass(Class.forName("dev.orrery.examples." + name, false, loader)));
            }
            assertPass(suites);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError("the examples are compiled before these tests", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** In a thread of its own: tests within tests must not take those that run this one for theirs. */
    private static void assertPassAlone(List<DiscoverySelector> suites) throws InterruptedException {
        AtOnce.run(List.of(() -> assertPass(suites)));
    }

    private static void assertPass(List<DiscoverySelector> suites) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(suites)
                                    .configurationParameter("orrery.backend", "kubernetes")
                                    .build(),
                            listener);
        }
        TestExecutionSummary summary = listener.getSummary();

        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(suites.size());
    }
}
