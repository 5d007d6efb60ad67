package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.tools.Programs;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of Go with C code in them, as the forks of Ethereum's have. */
class CgoTest {
    private static final String MODULE = "example.test/chaind";
    private static final String WITH_C = """
        package main

        // static int answer(void) { return 42; }
        import "C"

        func main() { println("C says", C.answer()) }
        """;

    @TempDir
    Path folder;

    private Go go;
    private Path project;

    @BeforeEach
    void aProgramWithC() throws IOException {
        Map<String, String> files = Map.of("go.mod", "module " + MODULE + "\n\ngo 1.21\n", "main.go", WITH_C);
        go = new Go(folder.resolve("go")).publish(MODULE, "v1.0.0", files);
        project = Files.createDirectories(folder.resolve("project"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void isBuiltWhereItIsAskedFor() throws Exception {
        assumeThat(Programs.find("gcc", System.getenv(), List.of()))
                .as("a C compiler")
                .isPresent();

        Binary module = get(new BinarySpec.GoModule(MODULE, "v1.0.0", true), Map.of());
        Binary own = get(new BinarySpec.GoFolder(project, true), Map.of("CGO_ENABLED", "0"));

        for (Binary binary : List.of(module, own)) {
            Process run = new ProcessBuilder(binary.executable().toString()).start();
            assertThat(new String(run.getErrorStream().readAllBytes())).isEqualTo("C says 42\n");
        }
        assertThat(module.source()).isEqualTo("go: " + MODULE + "@v1.0.0, cgo: true");
    }

    @Test
    void isRefusedWithTheKeyThatIsMissing() {
        for (BinarySpec spec : List.of(new BinarySpec.GoModule(MODULE, "v1.0.0"), new BinarySpec.GoFolder(project))) {
            assertThatThrownBy(() -> get(spec, Map.of("CGO_ENABLED", "0")))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("`cgo: true`");
        }
    }

    /** Before anything is compiled: a chain takes minutes until C is reached. */
    @Test
    void aCompilerThatIsMissingIsToldAtOnce() throws IOException {
        for (BinarySpec spec :
                List.of(new BinarySpec.GoModule(MODULE, "v1.0.0", true), new BinarySpec.GoFolder(project, true))) {
            assertThatThrownBy(() -> get(spec, Map.of("CC", "no-such-cc -O1")))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("`no-such-cc` on PATH")
                    .hasMessageContaining("build-essential");
        }
        assertThat(go.builds()).isZero();
    }

    private Binary get(BinarySpec spec, Map<String, String> environment) {
        return go.binaries(OrreryCache.at(folder.resolve("cache")), environment).get(spec, BuildProgress.SILENT);
    }
}
