package dev.orrery.engine.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TomlTest {
    private static final String FILE = """
        # The name of this node
        moniker = "probe"

        ### Peers ###
        [p2p]

        # Where to listen
        laddr = "tcp://0.0.0.0:26656"
        seeds = ""

        ### Telemetry ###
        [telemetry]
        global-labels = [
          ["chain_id", "a # b]"], # the chain
        ]
        enabled = false

        [telemetry.sink]
        enabled = true
        """;

    @Test
    void aValueIsSetWhereItStandsAndEverythingElseStays() {
        assertThat(new Toml(FILE).set("p2p", "laddr", "tcp://127.0.0.1:1").toString())
                .isEqualTo(FILE.replace("tcp://0.0.0.0:26656", "tcp://127.0.0.1:1"));
    }

    @Test
    void aFileInWhichNothingIsSetStaysAsItIs() {
        assertThat(new Toml(FILE).toString()).isEqualTo(FILE);
    }

    @Test
    void theTableAboveTheFirstHeaderHasNoName() {
        assertThat(new Toml(FILE).set("", "moniker", "val1").toString()).isEqualTo(FILE.replace("probe", "val1"));
    }

    @Test
    void theSameKeyOfAnotherTableIsLeftAlone() {
        assertThat(new Toml(FILE).set("telemetry.sink", "enabled", false).toString())
                .isEqualTo(FILE.replace("enabled = true", "enabled = false"));
    }

    @Test
    void anArrayOfSeveralLinesIsReplacedWhole() {
        ObjectNode labels = json("{'telemetry': {'global-labels': [['a', 'b']]}}");

        assertThat(new Toml(FILE).merge(labels).toString())
                .contains("[telemetry]\nglobal-labels = [[\"a\", \"b\"]]\nenabled = false\n")
                .doesNotContain("chain_id");
    }

    @Test
    void aMissingKeyIsAddedBelowTheLastOneOfItsTable() {
        assertThat(new Toml(FILE).set("p2p", "pex", true).toString())
                .isEqualTo(FILE.replace("seeds = \"\"\n", "seeds = \"\"\npex = true\n"));
        assertThat(new Toml(FILE).set("", "home", "x").toString())
                .isEqualTo(FILE.replace("\"probe\"\n", "\"probe\"\nhome = \"x\"\n"));
        assertThat(new Toml("[a]\n\n[b]\nk = 1\n").set("a", "k", 2).toString()).isEqualTo("[a]\nk = 2\n\n[b]\nk = 1\n");
    }

    @Test
    void aMissingTableIsAddedAtTheEnd() {
        assertThat(new Toml(FILE).set("grpc.tls", "enable", false).toString())
                .isEqualTo(FILE + "\n[grpc.tls]\nenable = false\n");
    }

    @Test
    void headersMayHaveSpacesAndComments() {
        assertThat(new Toml("[ api ] # REST\nenable = false\n[[sinks]]\nenable = false\n")
                        .set("api", "enable", true)
                        .set("api", "swagger", true)
                        .toString())
                .isEqualTo("[ api ] # REST\nenable = true\nswagger = true\n[[sinks]]\nenable = false\n");
    }

    @Test
    void whatStandsInACommentIsNoKeyAndNoTable() {
        String file = "# [api]\n# enable = true\n[api]\n#enable = true\nenable = false\n";

        assertThat(new Toml(file).set("api", "enable", true).toString())
                .isEqualTo(file.replace("enable = false", "enable = true"));
    }

    @Test
    void textIsQuotedAsTomlWantsIt() {
        assertThat(new Toml("").set("", "k", "a \"b\" \\ c\n\t\u0001é").toString())
                .endsWith("k = \"a \\\"b\\\" \\\\ c\\u000a\\u0009\\u0001é\"\n");
    }

    @Test
    void bracketsAndQuotesInTextDoNotOpenAnything() {
        String file = "a = \"[\\\\\"\nb = '[\"'\nc = \"\\\"[\"\nd = 1\n";

        assertThat(new Toml(file)
                        .set("", "a", 1)
                        .set("", "b", 2)
                        .set("", "c", 3)
                        .toString())
                .isEqualTo("a = 1\nb = 2\nc = 3\nd = 1\n");
    }

    @Test
    void objectsAreTablesInsideArraysTooAndNullRemoves() {
        ObjectNode values = json("{'p2p': {'seeds': null, 'laddr': 'x'}, 'telemetry': {'global-labels': null},"
                + " 'rules': [{'b': 1.5, 'a': true}], 'odd key': {'x.y': 'z'}}");

        assertThat(new Toml(FILE).merge(values).toString())
                .contains("[p2p]\n\n# Where to listen\nladdr = \"x\"\n\n### Telemetry")
                .contains("[telemetry]\nenabled = false\n")
                .contains("rules = [{a = true, b = 1.5}]\n")
                .endsWith("\n[\"odd key\"]\n\"x.y\" = \"z\"\n");
    }

    @Test
    void theOrderOfWhatIsMergedDoesNotMatter() {
        ObjectNode values = json("{'zone': {'b': 1, 'a': 2}, 'area': {'c': 3}, 'p2p': {'y': 1, 'x': 2}}");

        assertThat(new Toml(FILE).merge(reversed(values)).toString())
                .isEqualTo(new Toml(FILE).merge(values).toString());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static ObjectNode reversed(ObjectNode node) {
        ObjectNode result = JsonMapper.shared().createObjectNode();
        new TreeMap<>(Map.copyOf(node.propertyStream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                .descendingMap()
                .forEach((key, value) -> result.set(key, value instanceof ObjectNode inner ? reversed(inner) : value));
        return result;
    }
}
