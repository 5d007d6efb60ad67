package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With ibc-go's own test chain, built from its Go module into the user's cache: the first run takes minutes. */
class RealChainTest {
    private static final BinarySpec SIMD =
            new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0");

    @TempDir
    Path folder;

    @Test
    void isBuiltFromItsModuleAndTellsItsFacts() {
        Binaries binaries = new Binaries(OrreryCache.standard());

        BinaryFacts facts = binaries.facts(binaries.get(SIMD, BuildProgress.SILENT), BuildProgress.SILENT);

        assertThat(facts.prefix()).isEqualTo("cosmos");
        assertThat(facts.defaultGenesis().at("/app_state/capability/index").asString())
                .as("ibc-go v8 has the capability module")
                .isEqualTo("1");
        assertThat(facts.configFiles()).containsOnlyKeys("app.toml", "client.toml", "config.toml");
        assertThat(facts.configFiles().get("config.toml")).contains("timeout_commit");
    }

    @Test
    void isAskedOnce() throws IOException {
        Path original = new Binaries(OrreryCache.standard())
                .get(SIMD, BuildProgress.SILENT)
                .executable();
        Path simd = Files.copy(original, folder.resolve("simd"));
        Binaries binaries = new Binaries(OrreryCache.at(folder.resolve("cache")));
        Binary binary = binaries.get(new BinarySpec.Executable(simd), BuildProgress.SILENT);
        BinaryFacts first = binaries.facts(binary, BuildProgress.SILENT);

        Files.delete(simd);

        BinaryFacts second = binaries.facts(binary, BuildProgress.SILENT);
        assertThat(second).isEqualTo(first);
        assertThat(second.defaultGenesis().at("/app_state/bank").isObject()).isTrue();
    }

    @Test
    void damagedFactsAreAskedForAgain() throws IOException {
        Binaries binaries = new Binaries(OrreryCache.at(folder.resolve("cache")));
        Binary simd = new Binaries(OrreryCache.standard()).get(SIMD, BuildProgress.SILENT);
        BinaryFacts first = binaries.facts(simd, BuildProgress.SILENT);

        Files.writeString(folder.resolve("cache/facts").resolve(simd.sha256()).resolve("genesis.json"), "{ half");

        assertThat(binaries.facts(simd, BuildProgress.SILENT).configFiles().keySet())
                .isEqualTo(first.configFiles().keySet());
    }
}
