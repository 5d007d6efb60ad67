package dev.orrery.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.Bech32;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Networks far larger than tests start: how long they take, benchmarks tell. */
class LargePlanTest {
    private static final String BINARY = "{ go: \"" + Plans.V8.packagePath() + "@" + Plans.V8.version() + "\" }";

    @TempDir
    private Path folder;

    @Test
    void aHundredChainsInALineEachFollowTheirNeighbours() {
        String chains = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "  c" + i + ": { binary: " + BINARY + " }\n")
                .collect(Collectors.joining());
        String paths = IntStream.range(1, 100)
                .mapToObj(i -> "  - between: [c" + i + ", c" + (i + 1) + "]\n")
                .collect(Collectors.joining());
        NetworkSpec spec = Plans.spec("version: 1\nname: line\nchains:\n" + chains + "paths:\n" + paths);

        Map<String, ChainPlan> plans = Plans.plan(Plans.layout(spec));

        assertThat(plans).hasSize(100);
        assertThat(clients(plans.get("c1"))).containsExactly("c2-1");
        assertThat(clients(plans.get("c50"))).containsExactly("c49-1", "c51-1");
        assertThat(clients(plans.get("c100"))).containsExactly("c99-1");
        assertThat(plans.values().stream()
                        .flatMap(plan -> plan.chain().nodes().stream())
                        .map(node -> node.consensusKey().publicKey())
                        .distinct())
                .hasSize(100);
    }

    @Test
    void aHundredThousandAccountsAreInGenesisOnceEachAndInItsSupply() throws IOException {
        int count = 100_000;
        Path file = folder.resolve("balances.csv");
        Files.write(file, (Iterable<String>)
                IntStream.rangeClosed(1, count).mapToObj(i -> address(i) + ",7stake")::iterator);
        NetworkSpec spec = SpecReader.read(
                "version: 1\nname: many\nchains:\n  hub: { binary: " + BINARY + ", accountsFile: ./balances.csv }\n",
                "network.yaml",
                folder);

        JsonNode state =
                Plans.json(Plans.plan(Plans.layout(spec)).get("hub").genesis()).get("app_state");

        JsonNode few = Plans.json(
                        Plans.plan(Plans.layout(Plans.hub(""))).get("hub").genesis())
                .get("app_state");
        assertThat(state.at("/auth/accounts")
                        .valueStream()
                        .map(each -> each.at("/address").asString(""))
                        .distinct())
                .hasSize(count + few.at("/auth/accounts").size());
        assertThat(state.at("/bank/balances"))
                .hasSize(count + few.at("/bank/balances").size());
        assertThat(supply(state)).isEqualTo(supply(few).add(BigInteger.valueOf(7L * count)));
        assertThat(state.at("/bank/balances").get(count).path("address").asString())
                .startsWith("cosmos1");
    }

    private static BigInteger supply(JsonNode state) {
        return new BigInteger(state.at("/bank/supply/0/amount").asString());
    }

    private static List<String> clients(ChainPlan plan) {
        return Plans.json(plan.genesis())
                .at("/app_state/ibc/client_genesis/clients")
                .valueStream()
                .map(client -> client.at("/client_state/chain_id").asString(""))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static String address(int number) {
        return Bech32.encode("cosmos", ByteBuffer.allocate(20).putInt(number).array());
    }
}
