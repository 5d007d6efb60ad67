package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of what was downloaded, and what is refused. */
@Timeout(60)
class UnpackingTest {
    private static final String PROGRAM = "#!/bin/sh\necho hello\n";

    @TempDir
    Path folder;

    private FileServer server;

    @BeforeEach
    void aServer() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void noServer() {
        server.close();
    }

    @Test
    void theOnlyProgramOfATarFileIsMeant() throws IOException {
        Map<String, String> files =
                Map.of("chain-1.0/bin/chaind", PROGRAM, "chain-1.0/README.md", "read me", "chain-1.0/LICENSE", "free");

        assertThat(get(Archives.tarGz(files), "").executable())
                .hasFileName("chaind")
                .hasContent(PROGRAM);
        assertThat(get(Archives.tar(files), "").executable())
                .hasFileName("chaind")
                .hasContent(PROGRAM);
    }

    @Test
    void theOnlyProgramOfAZipFileIsMeant() throws IOException {
        Binary binary = get(Archives.zip(Map.of("chaind", PROGRAM, "libwasmvm.x86_64.so", "#!a library")), "");

        assertThat(binary.executable())
                .hasFileName("chaind")
                .hasContent(PROGRAM)
                .isExecutable();
    }

    @Test
    void aCompressedProgramIsUnpacked() throws IOException {
        assertThat(get(Archives.gzip(PROGRAM.getBytes()), "chaind").executable())
                .hasFileName("chaind")
                .hasContent(PROGRAM);
    }

    @Test
    void ofSeveralProgramsOneIsNamedByItsNameOrItsPath() throws IOException {
        byte[] archive =
                Archives.tarGz(ordered("bin/chaind", PROGRAM, "bin/helper", PROGRAM + "#", "old/helper", PROGRAM));

        assertThatThrownBy(() -> get(archive, ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("several: bin/chaind, bin/helper, old/helper")
                .hasMessageContaining("file: bin/chaind");
        assertThat(get(archive, "chaind").executable()).hasFileName("chaind");
        assertThat(get(archive, "bin/helper").executable()).hasContent(PROGRAM + "#");
        assertThatThrownBy(() -> get(archive, "helper")).hasMessageContaining("several: bin/helper, old/helper");
        assertThatThrownBy(() -> get(archive, "bin/chain")).hasMessageContaining("did you mean bin/chaind?");
    }

    @Test
    void anArchiveWithoutAProgramIsTold() throws IOException {
        byte[] archive = Archives.tarGz(Map.of("README.md", "read me"));

        assertThatThrownBy(() -> get(archive, ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("none; it has README.md");
    }

    @Test
    void aFileThatIsNoProgramIsTold() {
        assertThatThrownBy(() -> get("<html>Sign in</html>".repeat(10).getBytes(), ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is neither a program nor a script");
    }

    @Test
    void aProgramForAnotherMachineIsTold() throws IOException {
        byte[] forS390 = ExecutableTest.elf(0x16);
        byte[] archive = Archives.tarGz(Map.of("chaind", new String(forS390, StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> get(forS390, "")).hasMessageContaining("is for s390x");
        assertThatThrownBy(() -> get(archive, "")).hasMessageContaining("is for s390x");
    }

    @Test
    void filesOutsideOfTheArchiveAreRefused() throws IOException {
        byte[] tar = Archives.tarGz(ordered("chaind", PROGRAM, "../../outside", "mine now"));
        byte[] zip = Archives.zip(ordered("chaind", PROGRAM, "../../outside", "mine now"));
        byte[] absolute = Archives.tar(ordered("chaind", PROGRAM, folder + "/outside", "mine now"));

        assertThatThrownBy(() -> get(tar, "")).hasMessageContaining("it writes to ../../outside");
        assertThatThrownBy(() -> get(zip, "")).hasMessageContaining("it writes to ../../outside");
        assertThatThrownBy(() -> get(absolute, "")).hasMessageContaining("it writes to " + folder + "/outside");
        assertThat(folder.resolve("outside")).doesNotExist();
        assertThat(folder.toFile().listFiles())
                .extracting(java.io.File::getName)
                .containsExactly("cache");
    }

    @Test
    void linksOutOfTheArchiveAreRefused() throws IOException {
        byte[] up = Archives.tarGz(ordered("up", "->../..", "up/outside", "mine now"));
        byte[] absolute = Archives.tarGz(ordered("passwd", "->/etc/passwd"));
        byte[] inTwoSteps = Archives.tarGz(ordered("here", "->.", "out", "->here/../..", "chaind", PROGRAM));
        byte[] behindItself = Archives.tarGz(ordered("here", "->.", "out", "->here/..", "out/outside", PROGRAM));

        assertThatThrownBy(() -> get(up, "")).hasMessageContaining("up leads to ../..");
        assertThatThrownBy(() -> get(absolute, "")).hasMessageContaining("passwd leads to /etc/passwd");
        assertThatThrownBy(() -> get(inTwoSteps, "")).hasMessageContaining("out leads to here/../..");
        assertThatThrownBy(() -> get(behindItself, "")).hasMessageContaining("outside is behind one");
    }

    @Test
    void linksWithinTheArchiveAreFollowed() throws IOException {
        byte[] archive = Archives.tarGz(ordered("v1/chaind", PROGRAM, "chaind", "->v1/chaind"));

        assertThat(get(archive, "chaind").executable()).hasContent(PROGRAM);
    }

    @Test
    void aBrokenArchiveIsTold() throws IOException {
        byte[] whole = Archives.tarGz(Map.of("chaind", PROGRAM.repeat(5000)));

        assertThatThrownBy(() -> get(Arrays.copyOf(whole, whole.length / 2), ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("an archive that can be read");
        assertThatThrownBy(() -> get(Arrays.copyOf(Archives.zip(Map.of("chaind", PROGRAM)), 60), ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("an archive that can be read");
    }

    private Binary get(byte[] content, String file) {
        server.file("/download", content);
        return new Binaries(OrreryCache.at(folder.resolve("cache")))
                .get(
                        new BinarySpec.Download(
                                server.url("/download"),
                                Map.of("any", DownloadTest.sha256(content)),
                                Optional.empty(),
                                Optional.of(file).filter(name -> !name.isEmpty())),
                        BuildProgress.SILENT);
    }

    private static Map<String, String> ordered(String... namesAndContents) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1]);
        }
        return files;
    }
}
