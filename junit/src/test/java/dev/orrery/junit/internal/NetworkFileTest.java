package dev.orrery.junit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    @TempDir
    private Path module;

    @TempDir
    private Path classes;

    private ClassLoader loader;

    @BeforeEach
    void classPath() throws IOException {
        module = module.toRealPath();
        classes = classes.toRealPath();
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
    }

    @Test
    void isRelativeToTheModule() throws IOException {
        Path file = Files.createFile(module.resolve("one.yaml"));

        assertThat(NetworkFile.find("one.yaml", module, loader)).isEqualTo(file);
    }

    @Test
    void isElseAResource() throws IOException {
        Path file = Files.createFile(classes.resolve("one.yaml"));

        assertThat(NetworkFile.find("one.yaml", module, loader)).isEqualTo(file);
    }

    @Test
    void aFileInTheModuleComesBeforeAResource() throws IOException {
        Files.createFile(classes.resolve("one.yaml"));
        Path file = Files.createFile(module.resolve("one.yaml"));

        assertThat(NetworkFile.find("one.yaml", module, loader)).isEqualTo(file);
    }

    @Test
    void aFolderMeansItsNetworkYaml() throws IOException {
        Path file =
                Files.createFile(Files.createDirectory(module.resolve("chains")).resolve("network.yaml"));

        assertThat(NetworkFile.find("chains", module, loader)).isEqualTo(file);
    }

    @Test
    void twoNamesOfOneFileAreTheSame() throws IOException {
        Path file = Files.createFile(module.resolve("one.yaml"));
        Files.createSymbolicLink(module.resolve("link.yaml"), file);
        Files.createDirectory(module.resolve("folder"));

        assertThat(NetworkFile.find("folder/../link.yaml", module, loader)).isEqualTo(file);
    }

    @Test
    void saysWhereItLookedForOneThatIsMissing() {
        assertThatThrownBy(() -> NetworkFile.find("absent.yaml", module, loader))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"absent.yaml\"")
                .hasMessageContaining(module.resolve("absent.yaml").toString())
                .hasMessageContaining("class path");
    }
}
