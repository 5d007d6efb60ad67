package dev.orrery.backend.process;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.spec.AccountKeys;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.GenesisEdits;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.Profile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Plans of a chain whose "binary" is the shell: each node runs a script, with its home as {@code $1}. */
final class Plans {
    static final Path SHELL = Path.of("/bin/sh");
    /** Says {@code ready} and stays until it is told to end; then says {@code bye}. */
    static final String POLITE = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 60 & wait $!; done";
    /** Says {@code ready} and does not listen to SIGTERM. */
    static final String STUBBORN = "trap '' TERM; echo ready; while :; do sleep 60; done";

    static final String SECRET = "do not show this";

    private Plans() {}

    static List<NodeId> nodes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new NodeId("hub", "val" + i))
                .toList();
    }

    static ChainPlan plan(Placement placement, String... scripts) {
        List<NodeId> ids = nodes(scripts.length);
        List<NodeLayout> layouts =
                ids.stream().map(id -> layout(id, placement.of(id))).toList();
        Map<String, NodePlan> parts = new LinkedHashMap<>();
        for (int i = 0; i < scripts.length; i++) {
            parts.put(
                    ids.get(i).node(),
                    new NodePlan(
                            List.of(PlannedFile.secret("config/priv_validator_key.json", SECRET)),
                            List.of(
                                    PlannedFile.open("config/config.toml", "moniker = \"x\""),
                                    PlannedFile.open("data/priv_validator_state.json", "{}")),
                            List.of("-c", scripts[i], "node", NodePlan.HOME),
                            Map.of(),
                            Optional.empty(),
                            List.of()));
        }
        ChainLayout chain = new ChainLayout(spec(scripts.length), layouts, List.of(), Duration.ZERO, "", List.of());
        return new ChainPlan(
                chain, "cosmos", PlannedFile.open("config/genesis.json", "{\"chain_id\":\"hub-1\"}"), parts);
    }

    private static NodeLayout layout(NodeId id, NodeAddress address) {
        return new NodeLayout(
                id,
                NodeLayout.Role.GENESIS_VALIDATOR,
                BigInteger.valueOf(5_000_000),
                Optional.empty(),
                null,
                null,
                address,
                Map.of());
    }

    private static ChainSpec spec(int validators) {
        return new ChainSpec(
                "hub",
                "hub-1",
                new BinarySpec.Executable(SHELL),
                IntStream.range(0, validators)
                        .mapToObj(i -> BigInteger.valueOf(5_000_000))
                        .toList(),
                0,
                0,
                Optional.empty(),
                "uatom",
                Optional.empty(),
                118,
                AccountKeys.SECP256K1,
                BigInteger.valueOf(1_000_000),
                Profile.FAST,
                Duration.ofMillis(100),
                BigDecimal.ZERO,
                Map.of(),
                JsonMapper.shared().createObjectNode(),
                GenesisEdits.NONE,
                Map.of(),
                NodeExtras.NONE);
    }
}
