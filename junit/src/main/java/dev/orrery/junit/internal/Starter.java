package dev.orrery.junit.internal;

import dev.orrery.engine.Orrery;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts one network for the tests. */
final class Starter {
    /** A configuration parameter of JUnit, so also a system property: who runs the nodes. */
    private static final String BACKEND = "orrery.backend";

    private Starter() {}

    static StartedNetwork start(TestedNetwork tested, Path file, ExtensionContext context) {
        NetworkSpec spec = SpecReader.read(file);
        Path folder = StateFolders.next(Path.of("").toAbsolutePath(), spec.name());
        UpOptions options = UpOptions.in(folder)
                .source(file)
                .timeout(Duration.ofSeconds(tested.timeoutSeconds()))
                .listener(new ProgressLog(spec.name(), folder, context));
        UpOptions where =
                context.getConfigurationParameter(BACKEND).map(options::backend).orElse(options);
        return new StartedNetwork(Orrery.up(spec, where), folder);
    }
}
