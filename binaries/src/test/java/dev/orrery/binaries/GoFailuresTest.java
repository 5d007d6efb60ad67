package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.go.GoBuild;
import dev.orrery.binaries.internal.go.GoProblem;
import dev.orrery.binaries.internal.go.GoTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFailuresTest {
    @TempDir
    Path folder;

    private Go go;
    private Path project;
    private Binaries binaries;

    @BeforeEach
    void aProjectOfTheUser() throws IOException {
        go = new Go(folder.resolve("go"));
        project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("go.mod"), "module example.test/own\n\ngo 1.21\n");
        Files.writeString(project.resolve("main.go"), Go.HELLO);
        binaries = go.binaries(OrreryCache.at(folder.resolve("cache")));
    }

    @Test
    void goThatIsMissingIsToldWithTheOtherWay() {
        Binaries withoutGo = new Binaries(
                OrreryCache.at(folder.resolve("cache")),
                Machine.current(),
                Tools.ofThisMachine()
                        .withGo(source -> GoTool.locate(source, Map.of("PATH", project.toString()), List.of(folder))));

        assertThatThrownBy(() -> withoutGo.get(new BinarySpec.GoFolder(project), BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a `go` command on PATH or in " + folder)
                .hasMessageContaining("https://go.dev/dl")
                .hasMessageContaining("`path:`");
    }

    @Test
    void goIsAlsoFoundAtItsUsualPlaces() {
        GoTool found = GoTool.locate("test", Map.of("PATH", "/nowhere"), List.of(folder, folder.resolve("go")));

        assertThat(found.executable()).isEqualTo(go.executable());
    }

    @Test
    void goThatIsTooOldIsToldInItsOwnWords() throws IOException {
        Files.writeString(project.resolve("go.mod"), "module example.test/own\n\ngo 1.999\n");

        assertThatThrownBy(this::get)
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("go.mod requires go >= 1.999")
                .hasMessageContaining("GOTOOLCHAIN=auto");
    }

    @Test
    void aSyntaxErrorIsQuotedWithItsPlace() throws IOException {
        Files.writeString(project.resolve("main.go"), "package main\n\nfunc main() { x := }\n");

        assertThatThrownBy(this::get).isInstanceOfSatisfying(BinaryException.class, e -> {
            assertThat(e.failure().seen())
                    .hasValueSatisfying(
                            seen -> assertThat(seen).contains("main.go:3:").contains("syntax error"));
            assertThat(e.failure().log()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
            assertThat(e.failure().logFile())
                    .hasValueSatisfying(log ->
                            assertThat(log).content().contains("go build -v").contains("syntax error"));
        });
    }

    @Test
    void aFullDiskIsTold() throws IOException {
        go.script("""
            if [ "$1" = build ]; then
                echo 'example.test/own' >&2
                echo '/tool/link: write $WORK/b001/exe/a.out: no space left on device' >&2
                exit 1
            fi
            """);

        assertThatThrownBy(this::get)
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("no space left on device")
                .hasMessageContaining("free some space");
    }

    @Test
    void aDependencyThatDoesNotExistIsQuoted() throws IOException {
        Files.writeString(
                project.resolve("main.go"), "package main\n\nimport _ \"example.test/gone\"\n\nfunc main() {}\n");

        assertThatThrownBy(this::get)
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("no required module provides package example.test/gone");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
        OFFLINE                | a@v1: Get "https://proxy.test/a/@v/v1.info": dial tcp 127.0.0.1:1: connect: connection refused
        OFFLINE                | a@v1: reading https://proxy.test/a/@v/v1.info: 502 Bad Gateway
        REPOSITORY_UNREACHABLE | a@v1: invalid version: git ls-remote -q origin in /x: exit status 128: fatal: unable to access 'https://a/': Could not resolve host: a
        NOT_FOUND              | a@v1: invalid version: unknown revision v1
        NOT_FOUND              | a@v1: reading https://proxy.test/a/@v/v1.info: 404 Not Found
        NOT_FOUND              | module a: no matching versions for query "v9"
        NOT_FOUND              | a@v1: invalid version: git ls-remote -q origin in /x: exit status 128: fatal: could not read Username
        GO_TOO_OLD             | go: go.mod requires go >= 1.99 (running go 1.22.1; GOTOOLCHAIN=local)
        NO_SPACE               | write /tmp/x: no space left on device
        OTHER                  | verifying module: checksum mismatch
        """)
    void goIsUnderstood(GoProblem problem, String words) {
        assertThat(GoProblem.of(words)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "go1.22.9, -s -w",
        "go1.23rc1, -checklinkname=0 -s -w",
        "go1.26.8, -checklinkname=0 -s -w",
        "devel go1.27-abcdef, -checklinkname=0 -s -w"
    })
    void theLinkerIsOnlyToldWhatItKnows(String version, String flags) {
        assertThat(GoBuild.linkerFlags(version)).isEqualTo(flags);
    }

    private Binary get() {
        return binaries.get(new BinarySpec.GoFolder(project), BuildProgress.SILENT);
    }
}
