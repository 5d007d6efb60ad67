package dev.orrery.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes as a run of their own inside a test. */
final class Kit {
    private Kit() {}

    static EngineExecutionResults run(Class<?>... classes) {
        return builder(classes).execute();
    }

    static EngineExecutionResults runInParallel(Class<?>... classes) {
        return builder(classes)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute();
    }

    /** A run whose tests may publish files below a folder. */
    static EngineExecutionResults runPublishing(Path folder, Class<?>... classes) {
        OutputDirectoryCreator creator = new OutputDirectoryCreator() {
            @Override
            public Path getRootDirectory() {
                return folder;
            }

            @Override
            public Path createOutputDirectory(TestDescriptor test) throws IOException {
                return Files.createDirectories(folder.resolve(test.getDisplayName()));
            }
        };
        return builder(classes).outputDirectoryCreator(creator).execute();
    }

    /** A whole session as a build tool opens it, with {@link ByNetwork}. */
    static TestExecutionSummary runSession(Class<?>... classes) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors(classes))
                                    .configurationParameter(
                                            "junit.jupiter.testclass.order.default", ByNetwork.class.getName())
                                    .build(),
                            summary);
        }
        return summary.getSummary();
    }

    /** What the failed tests and containers failed with, in their order. */
    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(Event::getPayload)
                .map(payload -> payload.orElseThrow())
                .map(TestExecutionResult.class::cast)
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    private static EngineTestKit.Builder builder(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectors(classes));
    }

    private static ClassSelector[] selectors(Class<?>... classes) {
        return Arrays.stream(classes).map(c -> selectClass(c)).toArray(ClassSelector[]::new);
    }
}
