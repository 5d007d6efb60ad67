package dev.orrery.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.CommandLineRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ImageCommandTest {
    @TempDir
    private Path folder;

    private Path network;

    @BeforeEach
    void twoChainsWithProgramsOfThisMachine() throws IOException {
        network = Files.writeString(folder.resolve("network.yaml"), """
            version: 1
            chains:
              hub:
                binary: { path: /bin/true }
              zone:
                binary: { path: /bin/false }
            """);
    }

    @Test
    void theProgramOfAChainIsPackedUnderTheNameOfItsFile() {
        Path tar = folder.resolve("out/My Hub.tar");

        CommandLineRun run = run("image", "build", "-n", network.toString(), "--chain", "hub", "--out", tar.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("orrery\\.local/my-hub@sha256:[0-9a-f]{64}\\R");
        assertThat(tar).isNotEmptyFile();
        assertThat(tar.resolveSibling("My Hub.tar.part")).doesNotExist();
    }

    @Test
    void jsonSaysWhatWasPackedFromWhat() {
        CommandLineRun run = run(
                "image", "build", "--program", "/bin/true", "--out", folder + "/x.tar", "--name", "a.b/c:v1", "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().get("reference").asString()).isEqualTo("a.b/c:v1");
        assertThat(run.json().get("pinned").asString())
                .isEqualTo("a.b/c@" + run.json().get("digest").asString());
        assertThat(run.json().get("binary").asString()).isEqualTo("path: /bin/true");
        assertThat(run.json().get("sha256").asString()).hasSize(64);
    }

    @Test
    void ofChainsWithDifferentProgramsOneHasToBeNamed() {
        CommandLineRun none = run("image", "build", "-n", network.toString(), "--out", folder + "/x.tar");
        CommandLineRun near = run("image", "push", "a.b/c:v1", "-n", network.toString(), "--chain", "hup");

        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("chains with different ones: hub, zone").contains("say whose with --chain");
        assertThat(near.status()).isEqualTo(2);
        assertThat(near.err()).contains("one of hub, zone").contains("did you mean hub?");
    }

    @Test
    void aLoginIsAUserAndAPasswordOnStandardInputWhichNobodySees() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String image = "127.0.0.1:" + port + "/c:v1";

        CommandLineRun half = run("image", "push", image, "--program", "/bin/true", "--user", "me");
        CommandLineRun empty =
                run("image", "push", image, "--program", "/bin/true", "--user", "me", "--password-stdin");
        CommandLineRun whole = CommandLineRun.reading(
                "hunter2\n",
                "image",
                "push",
                image,
                "--program",
                "/bin/true",
                "--user",
                "me",
                "--password-stdin",
                "-v");

        assertThat(half.err()).contains("--user and --password-stdin together");
        assertThat(empty.err()).contains("a password or token on standard input");
        assertThat(whole.status()).isEqualTo(1);
        assertThat(whole.err()).contains("an answer from the registry 127.0.0.1:" + port);
        assertThat(whole.out() + whole.err()).doesNotContain("hunter2");
    }

    @Test
    void orreryCanOnlyPackItselfOnceItIsPackaged() {
        CommandLineRun run = run("image", "build", "--orrery", "--out", folder + "/x.tar");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("it runs from its classes").contains("mvn -Pimage");
    }

    private static CommandLineRun run(String... arguments) {
        return CommandLineRun.of(arguments);
    }
}
