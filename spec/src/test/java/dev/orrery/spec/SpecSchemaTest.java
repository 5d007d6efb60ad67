package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The JSON Schema that editors complete and check network files with. */
class SpecSchemaTest {
    private static final Path PUBLISHED = Path.of("network.schema.json");

    @Test
    void thePublishedFileIsUpToDate() throws IOException {
        if (Boolean.getBoolean("orrery.updateSchema")) {
            Files.writeString(PUBLISHED, SpecSchema.json());
        }

        assertThat(PUBLISHED)
                .as("write it anew: mvn -pl spec -am test -Dtest=SpecSchemaTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dorrery.updateSchema=true")
                .hasContent(SpecSchema.json());
    }

    @Test
    void whatTheReaderAcceptsHasNoErrors() {
        assertThat(PublishedSchema.errors(Specs.SMALLEST)).isEmpty();
        assertThat(PublishedSchema.errors(Specs.FULL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validatrs: 3",
                "validators: 0",
                "validators: two",
                "stake: [many]",
                "denom: a",
                "chainId: a b",
                "prefix: Cosmos",
                "coinType: -1",
                "blockTime: 5",
                "gasPrice: -1",
                "accounts: { faucet: 5uatom }",
                "accounts: { val1: 5uatom }",
                "accounts: { bob: 5 }",
                "genesis: { chain_id: x }",
                "genesis: 5",
                "config: { confg.toml: {} }",
                "config: { app.toml: 5 }",
            })
    void whatIsWrongInALineIsMarked(String line) {
        assertThat(PublishedSchema.errors(Specs.SMALLEST + "    " + line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "version: 1",
                "{ version: 2, chains: { hub: { binary: { path: x } } } }",
                "{ version: 1, chains: {} }",
                "{ version: 1, chains: { hub: {} } }",
                "{ version: 1, chains: { Hub: { binary: { path: x } } } }",
                "{ version: 1, chains: { hub: { binary: simd } } }",
                "{ version: 1, chains: { hub: { binary: {} } } }",
                "{ version: 1, chains: { hub: { binary: { path: x, go: ./x } } } }",
                "{ version: 1, chains: { hub: { binary: { go: github.com/a/b } } } }",
                "{ version: 1, chains: { hub: { binary: { path: x } } }, paths: [{ between: [hub] }] }",
                "{ version: 1, chians: { hub: { binary: { path: x } } } }",
            })
    void whatIsWrongInAFileIsMarked(String yaml) {
        assertThat(PublishedSchema.errors(yaml)).isNotEmpty();
    }

    @Test
    void everyKeyIsDescribed() {
        assertDescribed(SpecSchema.schema());
        assertDescribed(SpecSchema.schema().at("/properties/chains/additionalProperties"));
        JsonNode path = SpecSchema.schema().at("/properties/paths/items");
        assertDescribed(path);
        assertDescribed(path.at("/properties/channels/items/oneOf/1"));
        assertDescribed(path.at("/properties/relayer/oneOf/0/oneOf/1"));
    }

    private static void assertDescribed(JsonNode mapping) {
        assertThat(mapping.get("properties").properties())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.getValue().get("description").stringValue())
                        .endsWith("."));
    }

    /** The schema's defaults, written out, change nothing; so they are those that the reader fills in. */
    @Test
    void theDefaultsOfTheSchemaAreThoseOfTheReader() {
        StringBuilder written = new StringBuilder(Specs.SMALLEST);
        JsonNode keys = SpecSchema.schema().at("/properties/chains/additionalProperties/properties");
        keys.properties().stream()
                .filter(key -> key.getValue().has("default"))
                .forEach(key -> written.append("    ")
                        .append(key.getKey())
                        .append(": ")
                        .append(key.getValue().get("default"))
                        .append('\n'));

        assertThat(written.toString()).contains("validators: 1", "blockTime: \"100ms\"", "gasPrice: 0.025");
        assertThat(Specs.read(written.toString())).isEqualTo(Specs.read(Specs.SMALLEST));
    }

    @Test
    void theDefaultsOfPathsAreThoseOfTheReaderToo() {
        StringBuilder written = new StringBuilder("- between: [hub, zone]\n");
        SpecSchema.schema().at("/properties/paths/items/properties").properties().stream()
                .filter(key -> key.getValue().has("default"))
                .forEach(key -> written.append("  ")
                        .append(key.getKey())
                        .append(": ")
                        .append(key.getValue().get("default"))
                        .append('\n'));

        assertThat(written.toString()).contains("channels: [\"transfer\"]", "open: \"genesis\"", "clockDrift: \"40s\"");
        assertThat(Specs.read(PathsTest.pair(written.toString())).paths())
                .containsExactly(PathSpec.between("hub", "zone"));
    }
}
