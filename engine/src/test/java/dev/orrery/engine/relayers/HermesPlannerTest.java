package dev.orrery.engine.relayers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HermesPlannerTest {
    private static final List<Integer> PORTS = List.of(30001, 30002);

    private final RelayerPlan plan = HermesPlanner.plan(Tasks.task("hermes", true), PORTS);
    private final String config = Tasks.text(plan, "config.toml");

    @Test
    void bothChainsAreThereWithTheirNodes() {
        assertThat(config).contains("""
            id = "hub-1"
            type = "CosmosSdk"
            rpc_addr = "http://127.0.0.1:26000"
            grpc_addr = "http://127.0.0.1:26001"
            event_source = { mode = "push", url = "ws://127.0.0.1:26000/websocket", batch_delay = "50ms" }
            """).contains("""
                id = "zone-1"
                type = "CosmosSdk"
                rpc_addr = "http://127.0.0.1:27000"
                """);
    }

    @Test
    void feesArePaidInEachChainsOwnCoinAtItsOwnPrice() {
        assertThat(config)
                .contains("gas_price = { price = 0.025, denom = \"uatom\" }")
                .contains("gas_price = { price = 1.0, denom = \"ibc/\\\"quoted\\\"\" }");
    }

    @Test
    void itTellsOfItselfOnTheLoopbackAddressAlone() {
        assertThat(config).contains("""
            [rest]
            enabled = true
            host = "127.0.0.1"
            port = 30001
            """).contains("""
                [telemetry]
                enabled = true
                host = "127.0.0.1"
                port = 30002
                """);
        assertThat(HermesPlanner.rest(PORTS)).hasToString("http://127.0.0.1:30001");
    }

    @Test
    void itMakesEthereumsKeysWhereAChainHasThem() {
        assertThat(config.split("\\[\\[chains]]")[1]).contains("hub-1").doesNotContain("address_type");
        assertThat(config.split("\\[\\[chains]]")[2]).contains("zone-1").contains("""
            address_type = { derivation = "ethermint", proto_type = { pk_type = "/ethermint.crypto.v1.ethsecp256k1.PubKey" } }
            """);
    }

    /** The events of ibc-go v10 lack the header that it looks for. */
    @Test
    void itDoesNotLookForMisbehaviour() {
        assertThat(config).contains("misbehaviour = false");
    }

    @Test
    void keysComeFromFilesThatOnlyTheirOwnerReads() {
        assertThat(plan.setup()).hasSize(2);
        assertThat(plan.setup().getLast().arguments())
                .containsExactly(
                        "--config",
                        "{home}/config.toml",
                        "keys",
                        "add",
                        "--chain",
                        "zone-1",
                        "--mnemonic-file",
                        "{home}/zone-1.mnemonic",
                        "--hd-path",
                        "m/44'/60'/0'/0/0",
                        "--overwrite");
        assertThat(Tasks.text(plan, "zone-1.mnemonic")).isEqualTo(Tasks.ZONE_WORDS);
        assertThat(plan.files())
                .filteredOn(file -> file.path().endsWith(".mnemonic"))
                .allMatch(file -> file.secret());
        assertThat(config).doesNotContain(Tasks.HUB_WORDS).doesNotContain(Tasks.ZONE_WORDS);
        assertThat(plan).asString().doesNotContain(Tasks.HUB_WORDS);
    }

    @Test
    void aloneBetweenTwoChainsItRelaysOnChannelsThatAreMadeLaterToo() {
        assertThat(config).doesNotContain("packet_filter");
    }

    @Test
    void besideAnotherPathItKeepsToItsChannels() {
        String filtered = Tasks.text(HermesPlanner.plan(Tasks.task("hermes", false), PORTS), "config.toml");

        assertThat(filtered).contains("""
            [chains.packet_filter]
            policy = "allow"
            list = [
              ["transfer", "channel-0"],
            ]
            """).contains("""
                  ["transfer", "channel-7"],
                """);
    }
}
