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
    private Starter() {}

    static StartedNetwork start(TestedNetwork tested, Path file, ExtensionContext context) {
        NetworkSpec spec = SpecReader.read(file);
        Path folder = StateFolders.next(Path.of("").toAbsolutePath(), spec.name());
        UpOptions options = UpOptions.in(folder)
                .source(file)
                .timeout(Duration.ofSeconds(tested.timeoutSeconds()))
                .listener(new ProgressLog(spec.name(), folder, context));
        UpOptions where = tested.backend(context).map(options::backend).orElse(options);
        return new StartedNetwork(Orrery.up(spec, where), folder);
    }
}
