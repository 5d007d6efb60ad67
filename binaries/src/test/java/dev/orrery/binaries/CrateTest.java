package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.cargo.CargoProblem;
import dev.orrery.binaries.internal.cargo.CargoTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done with cargo, and made of its words; a script stands in for it. {@link RealCrateTest} has the real one. */
class CrateTest {
    private static final BinarySpec.Crate SPEC = new BinarySpec.Crate("relayer-cli", "1.2.3");

    @TempDir
    Path folder;

    private OrreryCache cache;
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void aCacheOfItsOwn() {
        cache = OrreryCache.at(folder.resolve("cache"));
    }

    @Test
    void aProgramIsBuiltOnceWithTheVersionsOfItsOwnLockFile() throws IOException {
        cargo(makes("relayer"));

        Binary first = get(SPEC);
        Binary again = get(SPEC);

        assertThat(first.executable()).hasFileName("relayer").isExecutable();
        assertThat(again).isEqualTo(first);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run)
                        .startsWith("install relayer-cli --version =1.2.3 --locked --root ")
                        .contains(" --target-dir " + cache.root().resolve("crates")));
    }

    @Test
    void theProgramAndTheFeaturesCanBeNamed() throws IOException {
        cargo(makes("one", "two"));

        Binary two = get(new BinarySpec.Crate("relayer-cli", "1.2.3", Optional.of("two"), List.of("fast", "small")));

        assertThat(two.executable()).hasFileName("two");
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run).contains(" --bin two").contains(" --features fast,small"));
        assertThat(two.source()).isEqualTo("crate: relayer-cli@1.2.3, bin: two, features: [fast, small]");
    }

    @Test
    void ofSeveralProgramsTheOneNamedAsTheCrateIsMeant() throws IOException {
        cargo(makes("helper", "relayer-cli"));

        assertThat(get(SPEC).executable()).hasFileName("relayer-cli");
    }

    @Test
    void ofSeveralOthersOneHasToBeNamed() throws IOException {
        cargo(makes("one", "two"));

        assertThatThrownBy(() -> get(SPEC))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("one, two")
                .hasMessageContaining("bin: ");
    }

    @Test
    void whatWasCompiledIsKeptUntilTheProgramIsThere() throws IOException {
        cargo("""
            mkdir -p "$target" && echo done >> "$target/crate-1"
            echo 'error: could not compile `second` (lib) due to 1 previous error' >&2
            exit 101
            """);
        assertThatThrownBy(() -> get(SPEC)).isInstanceOf(BinaryException.class);
        cargo("cat \"$target/crate-1\" > \"" + folder.resolve("found") + "\"\n" + makes("relayer"));

        get(SPEC);

        assertThat(folder.resolve("found")).hasContent("done");
        assertThat(cache.root().resolve("crates")).isEmptyDirectory();
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void howFarItIsIsToldAndNotWrittenDown() throws IOException {
        cargo("""
            printf '    Updating crates.io index\\n   Compiling serde v1.0.0\\n' >&2
            printf '    Building [=====>      ] 12/340: serde, tokio(build)\\r' >&2
            printf '    Building [======>     ] 13/340: tokio(build)\\r' >&2
            """ + makes("relayer"));

        get(SPEC);

        assertThat(steps).contains("compiled 12 of 340 crates", "compiled 13 of 340 crates");
        assertThat(log()).contains("Compiling serde v1.0.0").doesNotContain("Building [");
    }

    @Test
    void aFailedBuildShowsItsLastLinesAndNamesTheLog() throws IOException {
        cargo("""
            for i in $(seq 50); do
                echo "   Compiling dependency-$i v0.1.0" >&2
                printf '    Building [====>   ] %s/50: more\\r' $i >&2
            done
            echo 'error[E0308]: mismatched types' >&2
            echo 'error: could not compile `relayer` (lib) due to 1 previous error' >&2
            exit 101
            """);

        assertThatThrownBy(() -> get(SPEC)).isInstanceOfSatisfying(BinaryException.class, e -> {
            assertThat(e.failure().seen()).contains("error[E0308]: mismatched types");
            assertThat(e.failure().log())
                    .hasSize(20)
                    .contains("   Compiling dependency-50 v0.1.0")
                    .noneMatch(line -> line.contains("Building ["));
            assertThat(e.failure().logFile())
                    .hasValueSatisfying(
                            log -> assertThat(log).content().contains("install relayer-cli", "dependency-1 v0.1.0"));
        });
    }

    @Test
    void cargoThatIsMissingIsToldWithTheOtherWay() {
        Binaries without = binaries(
                source -> CargoTool.locate(source, Map.of("PATH", folder.toString()), List.of(folder.resolve("bin"))));

        assertThatThrownBy(() -> without.get(SPEC, BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("crate: relayer-cli@1.2.3")
                .hasMessageContaining("a `cargo` command on PATH or in " + folder.resolve("bin"))
                .hasMessageContaining("https://rustup.rs")
                .hasMessageContaining("`path:`");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
        NOT_FOUND           | error: could not find `nope-cli` in registry `crates-io` with version `=1.0.0`
        NO_PROGRAM          | error: no bin target named `herms` in `ibc-relayer-cli` package
        NO_PROGRAM          | error: there is nothing to install in `serde v1.0.0`, because it has no binaries
        NO_FEATURE          | error: package `a v1.0.0` does not have feature `fast`
        RUST_TOO_OLD        | error: cannot install package `a 1.0.0`, it requires rustc 1.99 or newer, while the currently active rustc version is 1.95.0
        NATIVE_PART_MISSING | Could not find `protoc`. If `protoc` is installed, try setting the `PROTOC` environment variable
        NATIVE_PART_MISSING | Unable to find libclang: "couldn't find any valid shared libraries"
        NATIVE_PART_MISSING | error: linker `cc` not found
        OFFLINE             | warning: spurious network error (1 try remaining): [6] Could not resolve hostname
        OFFLINE             | error: failed to download from `https://index.crates.io/config.json`
        NO_SPACE            | error: failed to write /x/deps: No space left on device (os error 28)
        OTHER               | error: could not compile `relayer` (lib) due to 1 previous error
        """)
    void cargoIsUnderstood(CargoProblem problem, String words) {
        assertThat(CargoProblem.of(words)).isEqualTo(problem);
    }

    /** A shell line that does what {@code cargo install} does last. */
    private static String makes(String... programs) {
        StringBuilder script = new StringBuilder("mkdir -p \"$root/bin\"\n");
        for (String program : programs) {
            script.append("printf '#!/bin/sh\\necho %s\\n' > \"$root/bin/%s\"\nchmod 755 \"$root/bin/%s\"\n"
                    .formatted(program, program, program));
        }
        return script.toString();
    }

    private void cargo(String script) throws IOException {
        Path file = folder.resolve("cargo");
        Files.writeString(file, """
            #!/bin/sh
            echo "$*" >> "%s"
            while [ $# -gt 0 ]; do
                [ "$1" = --root ] && root=$2
                [ "$1" = --target-dir ] && target=$2
                shift
            done
            %s
            """.formatted(folder.resolve("runs"), script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs"));
    }

    private String log() throws IOException {
        try (var logs = Files.list(cache.root().resolve("logs"))) {
            return Files.readString(logs.findFirst().orElseThrow());
        }
    }

    private Binary get(BinarySpec spec) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        return binaries(source -> new Tool(folder.resolve("cargo"), environment))
                .get(spec, (source, step, elapsed) -> steps.add(step));
    }

    private Binaries binaries(java.util.function.Function<String, Tool> findCargo) {
        return new Binaries(cache, Machine.current(), Tools.ofThisMachine().withCargo(findCargo));
    }
}
