package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file itself: where it is, and what its bytes are. */
class SpecFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderMeansItsNetworkFile() throws IOException {
        Path nets = Files.createDirectory(folder.resolve("nets"));
        Path file = Files.writeString(nets.resolve("network.yaml"), Specs.SMALLEST);

        assertThat(SpecReader.read(nets)).isEqualTo(SpecReader.read(file));
        assertThat(SpecReader.read(nets).name()).isEqualTo("nets");
        assertThat(SpecReader.read(nets).chains().getFirst().binary())
                .isEqualTo(new BinarySpec.Executable(nets.resolve("simd").toAbsolutePath()));
    }

    @Test
    void aFolderWithoutNetworkFile() {
        refused(folder, folder.resolve("network.yaml") + ": this folder has no network.yaml");
    }

    @Test
    void aFileThatIsNotThere() {
        refused(folder.resolve("net.yaml"), folder.resolve("net.yaml") + ": there is no such file");
    }

    @Test
    void aFileBelowAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "x");

        refused(file.resolve("network.yaml"), ": it cannot be read (Not a directory)");
    }

    @Test
    void aFolderInPlaceOfTheFile() throws IOException {
        Files.createDirectory(folder.resolve("network.yaml"));

        refused(folder, ": it cannot be read (Is a directory)");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("network.yaml"), Specs.SMALLEST);
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("this user may read everything").isFalse();

        refused(folder, "this user may not read it");
    }

    @Test
    void anEmptyFile() throws IOException {
        refused(bytes(new byte[0]), "network.yaml:1:1: is empty; it needs");
    }

    @Test
    void aBinaryFile() throws IOException {
        refused(
                bytes(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}),
                "network.yaml:1:1: is not text: the character U+007F");
    }

    @Test
    void aFileInAnotherEncoding() throws IOException {
        refused(
                bytes("version: 1\nname: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)),
                "network.yaml:2:10: is not UTF-8 text: the byte 0xe9 is wrong here");
        refused(bytes("version: 1".getBytes(StandardCharsets.UTF_16)), "network.yaml:1:1: is not UTF-8 text");
    }

    @Test
    void aFileOfMoreThanOneMebibyte() throws IOException {
        String fits = Specs.SMALLEST + "#".repeat((1 << 20) - Specs.SMALLEST.length());

        assertThat(SpecReader.read(bytes(fits.getBytes(StandardCharsets.UTF_8))).chains())
                .hasSize(1);
        refused(bytes((fits + "#").getBytes(StandardCharsets.UTF_8)), "network.yaml:1:1: is larger than 1 MiB");
        refused(bytes("é".repeat(1 << 20).getBytes(StandardCharsets.UTF_8)), "is larger than 1 MiB");
    }

    private Path bytes(byte[] content) throws IOException {
        return Files.write(folder.resolve("network.yaml"), content);
    }

    private static void refused(Path file, String said) {
        assertThatThrownBy(() -> SpecReader.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(said);
    }
}
