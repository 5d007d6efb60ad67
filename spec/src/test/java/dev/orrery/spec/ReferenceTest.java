package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of the guide with every key of the network file. */
class ReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "network-yaml-reference.md");

    @Test
    void theReferenceIsWhatTheSchemaSays() throws IOException {
        if (Boolean.getBoolean("orrery.updateReference")) {
            Files.writeString(PAGE, PublishedReference.text());
        }

        assertThat(PAGE)
                .as("write it anew: mvn -pl spec -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dorrery.updateReference=true")
                .hasContent(PublishedReference.text());
    }

    /** The one that people read: what is missing there is in the reference alone. */
    @Test
    void theGuideTellsOfEveryKeyOfAChainAndOfAPath() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "network-yaml.md"));
        JsonNode schema = SpecSchema.schema();

        assertThat(schema.at("/properties/chains/additionalProperties/properties")
                        .propertyNames())
                .allSatisfy(key -> assertThat(guide).contains("| `" + key + "` |"));
        assertThat(schema.at("/properties/paths/items/properties").propertyNames())
                .allSatisfy(key -> assertThat(guide).contains("| `" + key + "` |"));
    }
}
