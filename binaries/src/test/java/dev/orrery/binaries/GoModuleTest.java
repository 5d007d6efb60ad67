package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoModuleTest {
    private static final String MODULE = "example.test/chain";
    private static final String PROGRAM = MODULE + "/cmd/chaind";

    @TempDir
    Path folder;

    private Go go;
    private OrreryCache cache;
    private Binaries binaries;

    @BeforeEach
    void aPublishedModule() throws IOException {
        go = new Go(folder.resolve("go"));
        for (String version : List.of("v1.0.0", "v1.1.0")) {
            go.publish(
                    MODULE,
                    version,
                    Map.of(
                            "go.mod", "module example.test/chain\n\ngo 1.21\n",
                            "cmd/chaind/main.go", Go.HELLO.replace("hello", version),
                            "cmd/chaind/main_other.go", "package main\n",
                            "app/app.go", "package app\n"));
        }
        cache = OrreryCache.at(folder.resolve("cache"));
        binaries = go.binaries(cache);
    }

    @Test
    void isBuiltOnceAndThenFoundWithoutGo() throws IOException {
        List<String> steps = new ArrayList<>();
        BinarySpec spec = new BinarySpec.GoModule(PROGRAM, "v1.0.0");

        Binary built = binaries.get(spec, (source, step, elapsed) -> steps.add(step));

        assertThat(saysOf(built)).isEqualTo("v1.0.0");
        assertThat(built.executable()).hasFileName("chaind").startsWith(cache.root());
        assertThat(built.sha256()).isEqualTo(Hashes.of(built.executable()));
        assertThat(built.source()).isEqualTo("go: example.test/chain/cmd/chaind@v1.0.0");
        assertThat(steps).contains("asking for module example.test/chain@v1.0.0", "compiling");
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();

        Binaries withoutGo =
                new Binaries(cache, Machine.current(), Tools.ofThisMachine().withGo(source -> {
                    throw new AssertionError("Go is not needed");
                }));
        assertThat(withoutGo.get(spec, BuildProgress.SILENT)).isEqualTo(built);
    }

    @Test
    void isHadOnceForEqualSpecs() throws IOException {
        BinarySpec one = new BinarySpec.GoModule(PROGRAM, "v1.0.0");
        BinarySpec same = new BinarySpec.GoModule(PROGRAM, "v1.0.0");
        BinarySpec other = new BinarySpec.GoModule(PROGRAM, "v1.1.0");

        Map<BinarySpec, Binary> all = binaries.getAll(List.of(one, same, other), BuildProgress.SILENT);

        assertThat(all).containsOnlyKeys(one, other);
        assertThat(go.builds()).isEqualTo(2);
    }

    @Test
    void isTheInnermostOneThatHasThePackage() throws IOException {
        go.publish(
                PROGRAM,
                "v1.0.0",
                Map.of(
                        "go.mod",
                        "module " + PROGRAM + "\n\ngo 1.21\n",
                        "main.go",
                        Go.HELLO.replace("hello", "nested")));

        assertThat(saysOf(get(PROGRAM, "v1.0.0"))).isEqualTo("nested");
    }

    @Test
    void isBuiltWithItsOwnReplacements() throws IOException {
        go.publish(
                "example.test/fork",
                "v1.0.0",
                Map.of(
                        "go.mod", "module example.test/original\n\ngo 1.21\n",
                        "words.go", "package words\n\nfunc Hello() string { return \"from the fork\" }\n"));
        go.publishTidied(
                "example.test/replacing",
                "v1.0.0",
                Map.of(
                        "go.mod", """
                        module example.test/replacing

                        go 1.21

                        require example.test/original v1.0.0

                        replace example.test/original => example.test/fork v1.0.0
                        """,
                        "main.go", """
                        package main

                        import words "example.test/original"

                        func main() { println(words.Hello()) }
                        """));

        assertThat(saysOf(get("example.test/replacing", "v1.0.0"))).isEqualTo("from the fork");
    }

    @Test
    void latestIsAskedForEachTimeAndRememberedForWhenTheNetworkIsGone() throws IOException {
        assertThat(saysOf(get(PROGRAM, "latest"))).isEqualTo("v1.1.0");
        go.publish(
                MODULE,
                "v1.2.0",
                Map.of(
                        "go.mod",
                        "module example.test/chain\n\ngo 1.21\n",
                        "cmd/chaind/main.go",
                        Go.HELLO.replace("hello", "v1.2.0")));
        assertThat(saysOf(get(PROGRAM, "latest"))).isEqualTo("v1.2.0");

        List<String> steps = new ArrayList<>();
        Binaries offline = go.binaries(cache, Map.of("GOPROXY", "http://127.0.0.1:1"));
        Binary last =
                offline.get(new BinarySpec.GoModule(PROGRAM, "latest"), (source, step, elapsed) -> steps.add(step));

        assertThat(saysOf(last)).isEqualTo("v1.2.0");
        assertThat(steps).contains("offline: taking v1.2.0, which latest was the last time");
        assertThatThrownBy(() -> offline.get(new BinarySpec.GoModule(PROGRAM, "main"), BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("an answer from the Go module proxy")
                .hasMessageContaining("connection refused");
    }

    @Test
    void aBranchIsTheVersionThatItMeansNow() throws IOException {
        go.branch(MODULE, "main", "v1.0.0");
        assertThat(saysOf(get(PROGRAM, "main"))).isEqualTo("v1.0.0");
        go.branch(MODULE, "main", "v1.1.0");
        assertThat(saysOf(get(PROGRAM, "main"))).isEqualTo("v1.1.0");
    }

    @Test
    void isBuiltAgainIfTheCachedFileWasChanged() throws IOException {
        Binary built = get(PROGRAM, "v1.0.0");
        Files.writeString(built.executable(), "damaged");

        Binary again = get(PROGRAM, "v1.0.0");

        assertThat(again).isEqualTo(built);
        assertThat(saysOf(again)).isEqualTo("v1.0.0");
        assertThat(go.builds()).isEqualTo(2);
    }

    @Test
    void aVersionThatDoesNotExistIsToldWithThoseThatDo() {
        assertThatThrownBy(() -> get(PROGRAM, "v1.0.1"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("example.test/chain@v1.0.1")
                .hasMessageContaining("did you mean v1.0.0?")
                .hasMessageContaining("newest versions of example.test/chain: v1.0.0, v1.1.0");
    }

    @Test
    void aModuleThatDoesNotExistIsTold() {
        assertThatThrownBy(() -> get("example.test/comet/cmd/cometd", "v1.0.0"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a module that holds example.test/comet/cmd/cometd, with version v1.0.0")
                .hasMessageContaining("go list -m -versions MODULE");
    }

    @Test
    void aPackageThatDoesNotExistIsToldWithTheProgramsThatDo() {
        assertThatThrownBy(() -> get(MODULE + "/cmd/chian", "v1.0.0"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("module example.test/chain@v1.0.0 has no package there")
                .hasMessageContaining("did you mean example.test/chain/cmd/chaind?");
    }

    @Test
    void aLibraryIsNotAProgram() {
        assertThatThrownBy(() -> get(MODULE + "/app", "v1.0.0"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a library: package app");
    }

    @Test
    void aModuleThatOnlyBuildsInItsRepositoryIsToldSo() throws IOException {
        go.publish(
                "example.test/nested",
                "v1.0.0",
                Map.of(
                        "go.mod",
                        "module example.test/nested\n\n"
                                + "go 1.21\n\n"
                                + "require example.test/x v1.0.0\n\n"
                                + "replace example.test/x => ../x\n",
                        "main.go",
                        "package main\n\nimport _ \"example.test/x\"\n\nfunc main() {}\n"));

        assertThatThrownBy(() -> get("example.test/nested", "v1.0.0"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("replacement directory ../x does not exist")
                .hasMessageContaining("clone that, and give the folder");
    }

    private Binary get(String packagePath, String version) {
        return binaries.get(new BinarySpec.GoModule(packagePath, version), BuildProgress.SILENT);
    }

    private String saysOf(Binary binary) {
        Command run = new Command(
                "running", binary.source(), List.of(binary.executable().toString()), folder, Map.of());
        return run.run(Deadline.after(Duration.ofSeconds(10))).errors();
    }
}
