package dev.orrery.engine.internal.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.BinaryFacts;
import dev.orrery.engine.plan.Plans;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** A genesis of one's own. */
class OwnGenesisTest {
    @TempDir
    Path folder;

    @Test
    void itTakesThePlaceOfTheDefault() throws IOException {
        ChainSpec chain = chain("genesisFile: ./mine.json");
        BinaryFacts facts = Plans.facts(chain);
        ObjectNode mine = facts.defaultGenesis().deepCopy();
        ((ObjectNode) mine.at("/app_state/gov/params")).put("quorum", "0.123");
        mine.putArray("validators").addObject();
        Files.writeString(folder.resolve("mine.json"), mine.toString());

        BinaryFacts own = OwnGenesis.in(facts, chain);

        assertThat(own.defaultGenesis().at("/app_state/gov/params/quorum").asString())
                .isEqualTo("0.123");
        assertThat(own.defaultGenesis().has("validators")).isFalse();
        assertThat(own.configFiles()).isEqualTo(facts.configFiles());
        assertThat(OwnGenesis.in(facts, chain(""))).isSameAs(facts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"app_state\": {,} } | line 1, column 16",
                "[] | an object with \"app_state\"",
                "{\"bank\": {}} | not only the state of a module",
                "{\"app_state\": {\"staking\": {\"validators\": [{}, {}]}}} | 2 of them, as in the export of a running"
                        + " chain",
            })
    void whatIsNoGenesisIsTold(String content, String says) throws IOException {
        Files.writeString(folder.resolve("mine.json"), content);
        ChainSpec chain = chain("genesisFile: mine.json");

        assertThatThrownBy(() -> OwnGenesis.in(Plans.facts(chain), chain))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(String.join("\n", e.failure().lines()))
                                .contains(
                                        "chains.hub.genesisFile",
                                        folder.resolve("mine.json").toString(),
                                        says));
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        ChainSpec chain = chain("genesisFile: absent.json");

        assertThatThrownBy(() -> OwnGenesis.in(Plans.facts(chain), chain))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no such file");
    }

    private ChainSpec chain(String key) {
        return SpecReader.read("""
            version: 1
            chains:
              hub:
                binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
                %s
            """.formatted(key), "network.yaml", folder)
                .chains()
                .getFirst();
    }
}
