package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoFolderTest {
    @TempDir
    Path folder;

    private Path command;
    private OrreryCache cache;
    private Binaries binaries;

    @BeforeEach
    void aProjectOfTheUser() throws IOException {
        Path project = folder.resolve("checkout");
        command = Files.createDirectories(project.resolve("cmd/owned"));
        Files.writeString(project.resolve("go.mod"), "module example.test/own\n\ngo 1.21\n");
        Files.writeString(command.resolve("main.go"), Go.HELLO);
        cache = OrreryCache.at(folder.resolve("cache"));
        binaries = new Go(folder.resolve("go")).binaries(cache);
    }

    @Test
    void isBuiltFromWhatIsThereNow() throws IOException {
        Binary first = get();
        assertThat(first.executable()).hasFileName("owned").startsWith(cache.root());
        assertThat(first.sha256()).isEqualTo(Hashes.of(first.executable()));

        Files.writeString(command.resolve("main.go"), Go.HELLO.replace("hello", "changed"));
        Binary changed = get();

        assertThat(changed.sha256()).isNotEqualTo(first.sha256());
        assertThat(first.executable()).as("may still be in use").isExecutable();
    }

    @Test
    void isNotLinkedAgainWhileNothingChanged() throws IOException {
        Binary first = get();
        Path output = Files.walk(cache.root().resolve("folders"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        Object file = Files.readAttributes(output, BasicFileAttributes.class).fileKey();

        assertThat(get()).isEqualTo(first);
        assertThat(Files.readAttributes(output, BasicFileAttributes.class).fileKey())
                .isEqualTo(file);
    }

    @Test
    void leavesTheUsersFolderAlone() throws IOException {
        get();

        assertThat(command).isDirectoryNotContaining("glob:**/owned");
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void thatIsMissingIsToldWithTheNameThatWasMeant() {
        assertThatThrownBy(() -> get(command.resolveSibling("ownd")))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("did you mean " + command + "?");
    }

    @Test
    void mustBeInAModule() throws IOException {
        Path alone = Files.createDirectories(folder.resolve("alone"));

        assertThatThrownBy(() -> get(alone))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a go.mod in " + alone + " or above it");
    }

    @Test
    void mustHoldAProgram() throws IOException {
        Files.writeString(command.resolve("main.go"), "package app\n");
        Path empty = Files.createDirectories(command.resolveSibling("empty"));

        assertThatThrownBy(this::get)
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a library: package app");
        assertThatThrownBy(() -> get(empty))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("no Go files in " + empty);
    }

    private Binary get() {
        return get(command);
    }

    private Binary get(Path where) {
        return binaries.get(new BinarySpec.GoFolder(where), BuildProgress.SILENT);
    }
}
