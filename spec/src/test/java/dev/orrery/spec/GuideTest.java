package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The reference of the file format says what the reader does. */
class GuideTest {
    private static final Path PAGES = Path.of("..", "docs", "guide");
    private static final Path GUIDE = PAGES.resolve("network-yaml.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network-yaml.md",
                "relayers.md",
                "validators.md",
                "interchain-security.md",
                "binaries.md",
                "genesis.md",
                "companions.md"
            })
    void everyExampleIsANetwork(String page) throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(yaml -> {
            assertThat(Specs.problems(yaml)).isEmpty();
            assertThat(PublishedSchema.errors(yaml)).isEmpty();
        });
    }

    @Test
    void everyKeyHasARowWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        JsonNode network = SpecSchema.schema();
        JsonNode chain = network.at("/properties/chains/additionalProperties");

        JsonNode path = network.at("/properties/paths/items");
        Stream.of(
                        network,
                        chain,
                        chain.at("/properties/binary"),
                        chain.at("/properties/validators/oneOf/1"),
                        path,
                        path.at("/properties/channels/items/oneOf/1"),
                        path.at("/properties/relayer/oneOf/0/oneOf/1"))
                .flatMap(mapping -> mapping.get("properties").properties().stream())
                .forEach(key -> assertThat(rows)
                        .as(key.getKey())
                        .anySatisfy(row -> assertThat(row)
                                .startsWith("| `" + key.getKey() + "` |")
                                .contains(shown(key.getValue()))));
    }

    /** Defaults stand in the second column; those that are no more than nothing may be told in words. */
    private static String shown(JsonNode key) {
        JsonNode value = key.path("default");
        return value.isMissingNode() || value.isContainer() ? "|" : "`" + value.asString() + "`";
    }
}
