package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a binary that is not, or not quite, a chain's. Real chains: {@link RealChainTest}. */
@Timeout(60)
class FactsTest {
    private static final String INIT = """
        if [ "$1" = init ]; then
            mkdir -p "$6/config"
            echo '{"app_state":{}}' > "$6/config/genesis.json"
            echo "home = \\"$HOME\\" # $SIMD_HOME" > "$6/config/app.toml"
        fi
        """;

    @TempDir
    Path folder;

    private OrreryCache cache;
    private Binaries binaries;

    @BeforeEach
    void anEmptyCache() {
        cache = OrreryCache.at(folder.resolve("cache"));
        binaries = new Binaries(cache);
    }

    @Test
    void aBinaryThatDiesIsQuotedWithItsLastLines() throws IOException {
        Binary dying = script("echo 'panic: collections: not found' >&2; exit 2");

        assertThatThrownBy(() -> binaries.facts(dying, BuildProgress.SILENT))
                .isInstanceOfSatisfying(BinaryException.class, e -> {
                    assertThat(e.failure().seen()).contains("it ended with status 2");
                    assertThat(e.failure().log()).containsExactly("panic: collections: not found");
                    assertThat(e.failure().logFile())
                            .hasValueSatisfying(
                                    log -> assertThat(log).content().contains("panic: collections: not found"));
                });
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void aProgramThatIsNotAChainIsToldSo() throws IOException {
        Binary other = script("exit 0");

        assertThatThrownBy(() -> binaries.facts(other, BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("it ended, and wrote none")
                .hasMessageContaining("the daemon of a Cosmos SDK chain");
    }

    @Test
    void aGenesisThatIsNotJsonIsTold() throws IOException {
        Binary odd = script(INIT + "echo oops > \"$6/config/genesis.json\"");

        assertThatThrownBy(() -> binaries.facts(odd, BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a JSON object in config/genesis.json");
    }

    @Test
    void thePrefixOfAnOldChainIsReadFromAnAddress() throws IOException {
        Binary old = script(INIT + """
            if [ "$2" = prefixes ]; then echo 'unknown command' >&2; exit 1; fi
            if [ "$2" = addr ]; then echo 'Bech32 Acc: osmo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqmcn030' >&2; fi
            """);

        assertThat(binaries.facts(old, BuildProgress.SILENT).requiredPrefix()).isEqualTo("osmo");
    }

    @Test
    void aPrefixThatTheBinaryDoesNotTellIsAskedOfTheUser() throws IOException {
        BinaryFacts facts = binaries.facts(script(INIT), BuildProgress.SILENT);

        assertThat(facts.prefix()).isEmpty();
        assertThatThrownBy(facts::requiredPrefix)
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("give the chain's `prefix:`");
    }

    @Test
    void theHomeOfTheUserIsNotTheBinarys() throws IOException {
        BinaryFacts facts = binaries.facts(script(INIT), BuildProgress.SILENT);

        assertThat(facts.configFiles().get("app.toml"))
                .startsWith("home = \"" + new CacheLayout(cache).work())
                .endsWith("# \n");
    }

    @Test
    void aScriptIsAskedEachTimeSinceItMayStartAnything() throws IOException {
        Binary script = script(INIT + "[ \"$1\" = init ] && echo x >> " + folder.resolve("asked") + "; true");

        binaries.facts(script, BuildProgress.SILENT);
        binaries.facts(script, BuildProgress.SILENT);

        assertThat(folder.resolve("asked")).hasContent("x\nx");
    }

    @Test
    void anInterpreterThatIsMissingIsTold() throws IOException {
        Binary broken = written("#!/no/such/interpreter\n");

        assertThatThrownBy(() -> binaries.facts(broken, BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("to start")
                .hasMessageContaining("its interpreter or loader is missing");
    }

    private Binary script(String commands) throws IOException {
        return written("#!/bin/sh\n" + commands + "\n");
    }

    private Binary written(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("chaind"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return binaries.get(new BinarySpec.Executable(file), BuildProgress.SILENT);
    }
}
