package dev.orrery.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path temp;

    @Test
    void secretsAreForTheirOwnerAlone() throws IOException {
        Path file = temp.resolve("sub/key");
        AtomicFiles.writeSecret(file, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining("glob:**/key");
    }

    @Test
    void aFileInTheWayOfAFolderIsAnErrorOfThisMachine() throws IOException {
        Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> AtomicFiles.folder(temp.resolve("file/sub"))).isInstanceOf(HostException.class);
        assertThatThrownBy(() -> AtomicFiles.folder(temp.resolve("file"))).isInstanceOf(HostException.class);
    }

    @Test
    void deletesLinksAndNotWhatTheyPointTo() throws IOException {
        Files.writeString(temp.resolve("precious"), "kept");
        AtomicFiles.folder(temp.resolve("tree/sub"));
        Files.createSymbolicLink(temp.resolve("tree/sub/link"), temp.resolve("precious"));
        AtomicFiles.deleteTree(temp.resolve("tree"));
        assertThat(temp.resolve("tree")).doesNotExist();
        assertThat(temp.resolve("precious")).hasContent("kept");
    }
}
