package dev.orrery.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.internal.binaries.ChainBinaries;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.plan.Plans;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
    private static final NetworkSpec SPEC = Plans.spec("""
        version: 1
        name: net
        chains:
          hub: { binary: { go: "github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0" }, validators: 2 }
          zone: { binary: { go: "github.com/cosmos/interchain-security/v7/cmd/interchain-security-pd@v7.0.1" } }
        paths:
          - { between: [hub, zone], name: main }
          - { between: [hub, zone], name: guarded, relayer: [hermes, { kind: hermes, backup: true }] }
          - { between: [hub, zone], name: shaken, open: handshake, relayer: hermes }
        """);

    @TempDir
    Path folder;

    @Test
    void everyNodeGetsItsHome() throws IOException {
        Map<String, String> files = render("out");

        for (String home : List.of("hub/val1/", "hub/val2/", "zone/val1/")) {
            assertThat(files)
                    .containsKeys(
                            home + "config/genesis.json",
                            home + "config/config.toml",
                            home + "config/app.toml",
                            home + "config/client.toml",
                            home + "config/addrbook.json",
                            home + "config/node_key.json",
                            home + "config/priv_validator_key.json",
                            home + "data/priv_validator_state.json");
        }
        assertThat(files).hasSize(3 * 8 + 3 * 3);
        assertThat(files.get("hub/val1/config/genesis.json")).isEqualTo(files.get("hub/val2/config/genesis.json"));
    }

    @Test
    void everyRelayerThatIsAProcessGetsItsHome() throws IOException {
        Map<String, String> files = render("out");

        assertThat(files.keySet())
                .filteredOn(file -> file.startsWith("paths/guarded/"))
                .containsExactly(
                        "paths/guarded/hermes-2/config.toml",
                        "paths/guarded/hermes-2/hub-1.mnemonic",
                        "paths/guarded/hermes-2/zone-1.mnemonic",
                        "paths/guarded/hermes/config.toml",
                        "paths/guarded/hermes/hub-1.mnemonic",
                        "paths/guarded/hermes/zone-1.mnemonic");
        assertThat(files.get("paths/guarded/hermes/config.toml"))
                .contains("rpc_addr = \"http://127.0.0.1:20001\"", "[\"transfer\", \"channel-1\"]", "port = 20015")
                .doesNotContain("port = 20017");
        assertThat(files.get("paths/guarded/hermes-2/config.toml")).contains("port = 20017");
        assertThat(files.get("paths/guarded/hermes/hub-1.mnemonic"))
                .isNotEqualTo(files.get("paths/guarded/hermes-2/hub-1.mnemonic"));
        assertThat(files.get("paths/shaken/hermes/config.toml")).contains("[\"transfer\", \"{from the handshake}\"]");
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        render("out");

        for (String key : List.of("node_key.json", "priv_validator_key.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("out/hub/val1/config").resolve(key))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("out/paths/guarded/hermes/hub-1.mnemonic"))))
                .isEqualTo("rw-------");
    }

    @Test
    void renderingAgainGivesTheSameBytesHereAndElsewhere() throws IOException {
        Map<String, String> first = render("out");

        assertThat(render("elsewhere")).isEqualTo(first);
        assertThat(render("out")).isEqualTo(first);
    }

    @Test
    void portsCountOnFrom20000() {
        NodeId first = new NodeId("hub", "val1");
        NodeId second = new NodeId("zone", "val1");

        assertThat(Placement.onLoopback(List.of(first, second), 20_000).addresses())
                .containsOnly(Map.entry(first, address(20_000)), Map.entry(second, address(20_005)));
    }

    private static NodeAddress address(int port) {
        return new NodeAddress("127.0.0.1", "127.0.0.1", port, port + 1, port + 2, port + 3, port + 4);
    }

    private Map<String, String> render(String name) throws IOException {
        Path out = folder.resolve(name);
        Rendering.write(
                SPEC,
                new ChainBinaries(
                        Map.of(),
                        Map.of(
                                "hub", Plans.facts(SPEC.chain("hub").orElseThrow()),
                                "zone", Plans.facts(SPEC.chain("zone").orElseThrow()))),
                out);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
