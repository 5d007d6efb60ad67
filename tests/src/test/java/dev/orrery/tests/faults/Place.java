package dev.orrery.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where the networks of one test live; it can tell whether anything of them is left. */
record Place(Path folder) {
    static final String SIMD = "{ go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }";

    /** A new folder below {@code target}. */
    static Place make() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "faults").toAbsolutePath());
        return new Place(Files.createTempDirectory(all, "test-"));
    }

    /** A network of one chain with one validator. */
    NetworkSpec spec(String name, String binary, String... more) {
        String chain = """
            version: 1
            name: %s
            chains:
              hub:
                binary: %s
            """.formatted(name, binary);
        String rest = Stream.of(more).map(line -> "    " + line + "\n").reduce("", String::concat);
        return SpecReader.read(chain + rest, "network.yaml", folder);
    }

    Path stateOf(String name) {
        return folder.resolve(".orrery").resolve(name);
    }

    RunningNetwork up(NetworkSpec spec) {
        return up(spec, options -> options);
    }

    RunningNetwork up(NetworkSpec spec, UnaryOperator<UpOptions> options) {
        return Orrery.up(spec, options.apply(UpOptions.in(stateOf(spec.name()))));
    }

    /** Processes that were started for networks of this place. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(folder.toString()))
                .toList();
    }

    void isAsIfNothingHadBeen() {
        assertThat(processes()).as("processes of " + folder).isEmpty();
        assertThat(folder.resolve(".orrery")).doesNotExist();
    }
}
