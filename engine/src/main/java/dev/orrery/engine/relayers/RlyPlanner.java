package dev.orrery.engine.relayers;

import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.relayers.RelayerPlan.Command;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The relayer in Go, {@code rly}: one process a path. It has to be on this machine already. The configuration is that of
 * its version 2 (cosmos/relayer, {@code examples/config_EXAMPLE.yaml}).
 */
public final class RlyPlanner {
    /** How many ports it wants: metrics and debugging. */
    public static final int PORTS = 2;

    private static final String KEY = "relayer";

    private RlyPlanner() {}

    /** Where it tells its metrics: the height of each chain once it follows that chain. */
    public static URI metrics(List<Integer> ports) {
        return URI.create("http://127.0.0.1:" + ports.getFirst() + "/relayer/metrics");
    }

    /**
     * Plans one rly.
     *
     * @param ports of the loopback address: as many as {@link #PORTS}
     */
    public static RelayerPlan plan(RelayerTask task, List<Integer> ports) {
        List<PlannedFile> files = new ArrayList<>();
        List<Command> setup = new ArrayList<>();
        files.add(PlannedFile.open("config/config.yaml", config(task, ports)));
        for (RelayedEnd end : List.of(task.a(), task.b())) {
            String chain = end.chain().name();
            String mnemonic = chain + ".mnemonic";
            files.add(PlannedFile.secret(mnemonic, end.account().mnemonic()));
            setup.add(new Command(
                    "importing the key for " + end.chain().chainId(),
                    List.of(
                            "--home",
                            RelayerPlan.HOME,
                            "keys",
                            "restore",
                            chain,
                            KEY,
                            RelayerPlan.contentOf(mnemonic),
                            "--coin-type",
                            Integer.toString(end.chain().coinType()))));
        }
        List<String> start = List.of(
                "--home",
                RelayerPlan.HOME,
                "start",
                task.id().path(),
                "--enable-metrics-server",
                "--flush-interval",
                "30s");
        return new RelayerPlan(task.id(), files, setup, start);
    }

    private static String config(RelayerTask task, List<Integer> ports) {
        Map<String, Object> config = mapping(
                "global",
                mapping(
                        "metrics-listen-addr",
                        "127.0.0.1:" + ports.get(0),
                        "debug-listen-addr",
                        "127.0.0.1:" + ports.get(1),
                        "timeout",
                        "10s",
                        "memo",
                        "",
                        "light-cache-size",
                        20,
                        "log-level",
                        "info"),
                "chains",
                mapping(
                        task.a().chain().name(),
                        chain(task.a()),
                        task.b().chain().name(),
                        chain(task.b())),
                "paths",
                mapping(
                        task.id().path(),
                        mapping(
                                "src",
                                end(task.a()),
                                "dst",
                                end(task.b()),
                                "src-channel-filter",
                                // It keeps to the connection, so no channel of another path comes in.
                                mapping("rule", "", "channel-list", List.of()))));
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(1000)
                        .build())
                .dumpToString(config);
    }

    private static Map<String, Object> chain(RelayedEnd end) {
        return mapping(
                "type",
                "cosmos",
                "value",
                mapping(
                        "key",
                        KEY,
                        "chain-id",
                        end.chain().chainId(),
                        "rpc-addr",
                        end.node().rpc(),
                        "account-prefix",
                        end.chain().prefix(),
                        "keyring-backend",
                        "test",
                        "gas-adjustment",
                        1.3,
                        "gas-prices",
                        end.chain().gasPrice().toPlainString() + end.chain().denom(),
                        "coin-type",
                        end.chain().coinType(),
                        "debug",
                        false,
                        "timeout",
                        "20s",
                        "output-format",
                        "json",
                        "sign-mode",
                        "direct",
                        // Asks for new blocks that often; 1 s if nothing is said.
                        "min-loop-duration",
                        "100ms"));
    }

    private static Map<String, Object> end(RelayedEnd end) {
        return mapping(
                "chain-id",
                end.chain().chainId(),
                "client-id",
                end.end().clientId(),
                "connection-id",
                end.end().connectionId());
    }

    private static Map<String, Object> mapping(Object... keysAndValues) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            mapping.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return mapping;
    }
}
