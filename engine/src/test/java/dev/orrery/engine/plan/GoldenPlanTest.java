package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole plan of four networks, byte for byte: what is in it is committed, to be read in reviews when it changes. */
class GoldenPlanTest {
    private static final String UPDATE = "orrery.updateGolden";

    @ParameterizedTest
    @ValueSource(strings = {"one-chain", "hub-and-zone", "line-of-three", "many-paths"})
    void thePlanIsTheCommittedOne(String network) throws IOException {
        Map<String, ChainPlan> plans = Plans.plan(Plans.layout(spec(network)));
        String golden = "golden/" + network + "/plan.txt";
        String text = PlanText.of(plans);

        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(Path.of("src/test/resources").resolve(golden), text);
        }
        assertThat(text)
                .as(
                        "the plan of %s; if the change is meant, write it with `mvn test -pl engine -am"
                            + " -Dtest=GoldenPlanTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true` and read the"
                            + " difference",
                        network, UPDATE)
                .isEqualTo(Boolean.getBoolean(UPDATE) ? text : Plans.resource("/" + golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-chain", "hub-and-zone", "line-of-three", "many-paths"})
    void planningTwiceGivesTheSameBytes(String network) {
        assertThat(bytes(spec(network))).isEqualTo(bytes(spec(network)));
    }

    @Test
    void theOrderOfOverridesDoesNotMatter() {
        NetworkSpec spec = spec("line-of-three");
        NetworkSpec turned = new NetworkSpec(
                spec.name(),
                spec.seed(),
                spec.chains().stream().map(GoldenPlanTest::turned).toList(),
                spec.paths());

        assertThat(turned.chains().getFirst().config().toString())
                .isNotEqualTo(spec.chains().getFirst().config().toString());
        assertThat(bytes(turned)).isEqualTo(bytes(spec));
    }

    private static NetworkSpec spec(String network) {
        return SpecReader.read(
                Plans.resource("/golden/" + network + "/network.yaml"), SpecReader.FILE_NAME, Path.of("/" + network));
    }

    private static Map<String, String> bytes(NetworkSpec spec) {
        Map<String, String> bytes = new LinkedHashMap<>();
        Plans.files(Plans.plan(Plans.layout(spec)))
                .forEach((path, file) -> bytes.put(path, new String(file.content(), StandardCharsets.ISO_8859_1)));
        return bytes;
    }

    private static ChainSpec turned(ChainSpec chain) {
        Map<String, ObjectNode> config = new LinkedHashMap<>();
        chain.config().keySet().stream()
                .sorted(Collections.reverseOrder())
                .forEach(name -> config.put(name, turned(chain.config().get(name))));
        return new ChainSpec(
                chain.name(),
                chain.chainId(),
                chain.binary(),
                chain.stakes(),
                chain.created(),
                chain.fullNodes(),
                chain.consumer(),
                chain.denom(),
                chain.prefix(),
                chain.coinType(),
                chain.keys(),
                chain.powerReduction(),
                chain.profile(),
                chain.blockTime(),
                chain.gasPrice(),
                chain.accounts(),
                turned(chain.genesis()),
                chain.genesisEdits(),
                config,
                chain.extras());
    }

    private static ObjectNode turned(ObjectNode node) {
        List<Map.Entry<String, JsonNode>> entries =
                node.propertyStream().toList().reversed();
        ObjectNode result = JsonMapper.shared().createObjectNode();
        entries.forEach(entry -> result.set(
                entry.getKey(), entry.getValue() instanceof ObjectNode inner ? turned(inner) : entry.getValue()));
        return result;
    }
}
