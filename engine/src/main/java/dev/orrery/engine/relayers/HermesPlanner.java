package dev.orrery.engine.relayers;

import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.KeyFormat;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.relayers.RelayerPlan.Command;
import dev.orrery.spec.BinarySpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Hermes, the relayer in Rust: one process a path, so that each path has a log of its own, and its relayer can be stopped,
 * lost and replaced without the others noticing.
 *
 * <p>The configuration is that of Hermes 1.10 and later (Hermes Guide, "Configuration").
 */
public final class HermesPlanner {
    /** The newest Hermes that needs nothing but Rust to be built. */
    public static final BinarySpec DEFAULT_BINARY = new BinarySpec.Crate("ibc-relayer-cli", "1.10.5");

    /** How many ports it wants: REST and telemetry. */
    public static final int PORTS = 2;

    private static final String CONFIG = "config.toml";
    private static final String KEY = "relayer";

    private HermesPlanner() {}

    /** Where its own endpoint is: it answers once it has subscribed to the events of both chains. */
    public static URI rest(List<Integer> ports) {
        return URI.create("http://127.0.0.1:" + ports.getFirst());
    }

    /**
     * Plans one Hermes.
     *
     * @param ports of the loopback address: as many as {@link #PORTS}
     */
    public static RelayerPlan plan(RelayerTask task, List<Integer> ports) {
        String config = RelayerPlan.HOME + "/" + CONFIG;
        List<PlannedFile> files = new ArrayList<>();
        List<Command> setup = new ArrayList<>();
        files.add(PlannedFile.open(CONFIG, config(task, ports)));
        for (RelayedEnd end : List.of(task.a(), task.b())) {
            String chainId = end.chain().chainId();
            String mnemonic = chainId + ".mnemonic";
            files.add(PlannedFile.secret(mnemonic, end.account().mnemonic()));
            setup.add(new Command(
                    "importing the key for " + chainId,
                    List.of(
                            "--config",
                            config,
                            "keys",
                            "add",
                            "--chain",
                            chainId,
                            "--mnemonic-file",
                            RelayerPlan.HOME + "/" + mnemonic,
                            "--hd-path",
                            HdPath.ofCoinType(end.chain().coinType()).toString(),
                            "--overwrite")));
        }
        return new RelayerPlan(task.id(), files, setup, List.of("--config", config, "start"));
    }

    private static String config(RelayerTask task, List<Integer> ports) {
        return """
            [global]
            log_level = "info"

            [mode.clients]
            enabled = true
            refresh = true
            # It wants the header in the events of client updates, which ibc-go v10 leaves out.
            misbehaviour = false

            [mode.connections]
            enabled = false

            # Completes the handshakes of channels that a chain opens by itself, as interchain accounts do.
            [mode.channels]
            enabled = true

            [mode.packets]
            enabled = true
            clear_interval = 100
            clear_on_start = true
            tx_confirmation = false

            [rest]
            enabled = true
            host = "127.0.0.1"
            port = %d

            [telemetry]
            enabled = true
            host = "127.0.0.1"
            port = %d
            """.formatted(ports.get(0), ports.get(1))
                + chain(task.a(), task.alone())
                + chain(task.b(), task.alone());
    }

    private static String chain(RelayedEnd end, boolean alone) {
        URI rpc = URI.create(end.node().rpc());
        return """

            [[chains]]
            id = %s
            type = "CosmosSdk"
            rpc_addr = %s
            grpc_addr = %s
            event_source = { mode = "push", url = %s, batch_delay = "50ms" }
            rpc_timeout = "10s"
            account_prefix = %s
            key_name = "%s"
            key_store_folder = "%s/keys"
            store_prefix = "ibc"
            default_gas = 1000000
            max_gas = 100000000
            gas_price = { price = %s, denom = %s }
            gas_multiplier = 1.3
            max_msg_num = 50
            max_block_time = "30s"
            """.formatted(
                                quote(end.chain().chainId()),
                                quote(end.node().rpc()),
                                quote(end.node().grpc()),
                                quote("ws://" + rpc.getAuthority() + "/websocket"),
                                quote(end.chain().prefix()),
                                KEY,
                                RelayerPlan.HOME,
                                price(end),
                                quote(end.chain().denom()))
                + addressType(end)
                + (alone ? "" : filter(end));
    }

    /** How it makes keys and addresses, where that is not the SDK's own way (Hermes Guide, "Configure Hermes"). */
    private static String addressType(RelayedEnd end) {
        KeyFormat format = end.chain().keyFormat();
        return format.equals(KeyFormat.SECP256K1)
                ? ""
                : "address_type = { derivation = \"ethermint\", proto_type = { pk_type = %s } }\n"
                        .formatted(quote(format.typeUrl()));
    }

    private static String filter(RelayedEnd end) {
        String channels = end.end().channels().stream()
                .map(channel -> "  [%s, %s],\n".formatted(quote(channel.port()), quote(channel.id())))
                .collect(Collectors.joining());
        return """

            [chains.packet_filter]
            policy = "allow"
            list = [
            %s]
            """.formatted(channels);
    }

    /** TOML tells whole numbers from others. */
    private static String price(RelayedEnd end) {
        String price = end.chain().gasPrice().toPlainString();
        return price.contains(".") ? price : price + ".0";
    }

    /** A basic string of TOML; what stands in one here has no control characters. */
    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
