package dev.orrery.junit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFoldersTest {
    @TempDir
    private Path module;

    @Test
    void areBelowTargetInAMavenModule() throws IOException {
        Files.createFile(module.resolve("pom.xml"));

        assertThat(StateFolders.next(module, "hub"))
                .hasParentRaw(module.resolve("target/orrery"))
                .asString()
                .contains("hub-" + ProcessHandle.current().pid());
    }

    @Test
    void areBelowBuildInAGradleProject() throws IOException {
        Files.createFile(module.resolve("build.gradle.kts"));

        assertThat(StateFolders.next(module, "hub")).hasParentRaw(module.resolve("build/orrery"));
    }

    @Test
    void areDistinctForNetworksOfOneName() {
        assertThat(StateFolders.next(module, "hub")).isNotEqualTo(StateFolders.next(module, "hub"));
    }
}
