package dev.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WarmUpCommandTest {
    @TempDir
    Path folder;

    @Test
    void goesAsFarAsStartingNodesAndLeavesNoNetwork() {
        CommandLineRun run = CommandLineRun.of("warm-up", folder.toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(folder.resolve("rendered/a/val2/config/genesis.json")).isNotEmptyFile();
        assertThat(folder.resolve("started")).exists();
        assertThat(folder.resolve(".orrery/warm-up")).doesNotExist();
    }
}
