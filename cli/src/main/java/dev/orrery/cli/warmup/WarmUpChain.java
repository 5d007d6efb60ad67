package dev.orrery.cli.warmup;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for a chain's binary, as far as {@code up} talks to one, so that {@link WarmUpCommand} can run a whole
 * {@code up} right after a build, before there is any chain. It makes no blocks; nothing but the warm-up ever starts it.
 */
final class WarmUpChain {
    private static final Pattern RPC = Pattern.compile("(?s)\\[rpc].*?\\nladdr = \"tcp://[^:]*:([0-9]+)\"");
    private static final Pattern SOCKET_KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");
    /** RFC 6455, section 1.3. */
    private static final String SOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String GENESIS = """
        {"genesis_time":"2026-01-01T00:00:00Z","chain_id":"probe-1","initial_height":1,"app_state":{
        "auth":{"accounts":[]},"bank":{"balances":[],"supply":[]},"capability":{"index":"1","owners":[]},
        "genutil":{"gen_txs":[]},"ibc":{"client_genesis":{},"connection_genesis":{},"channel_genesis":{}},
        "slashing":{"params":{"signed_blocks_window":"100"}},"transfer":{"port_id":"transfer"},
        "staking":{"params":{"unbonding_time":"1814400s","bond_denom":"stake"}}}}
        """;
    private static final String CONFIG = """
        # The default of the warm-up.
        moniker = "probe"

        [rpc]
        laddr = "tcp://127.0.0.1:26657"
        pprof_laddr = "localhost:6060"
        max_subscriptions_per_client = 5

        [p2p]
        laddr = "tcp://0.0.0.0:26656"
        persistent_peers = ""
        addr_book_strict = true

        [consensus]
        timeout_commit = "5s"
        """;
    private static final String APP = """
        minimum-gas-prices = ""

        [api]
        enable = false
        address = "tcp://localhost:1317"

        [grpc]
        enable = true
        address = "localhost:9090"
        """;

    private WarmUpChain() {}

    public static void main(String[] args) throws IOException {
        List<String> arguments = List.of(args);
        Path config = Path.of(arguments.getLast()).resolve("config");
        switch (arguments.getFirst()) {
            case "init" -> {
                Files.createDirectories(config);
                Files.writeString(config.resolve("genesis.json"), GENESIS);
                Files.writeString(config.resolve("config.toml"), CONFIG);
                Files.writeString(config.resolve("app.toml"), APP);
                Files.writeString(config.resolve("client.toml"), "chain-id = \"\"\nnode = \"\"\n");
            }
            case "start" -> serve(Files.readString(config.resolve("config.toml")));
            default -> System.out.println("Bech32 Acc: cosmos");
        }
    }

    private static void serve(String config) throws IOException {
        Matcher port = RPC.matcher(config);
        if (!port.find()) {
            throw new IOException("no RPC port in config.toml");
        }
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(port.group(1)), 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            out.write(upgrade(in).getBytes(StandardCharsets.UTF_8));
            for (String call = text(in); !call.isEmpty(); call = text(in)) {
                Matcher id = ID.matcher(call);
                String result = "{\"jsonrpc\":\"2.0\",\"id\":" + (id.find() ? id.group(1) : "0") + ",\"result\":"
                        + result(call) + "}";
                byte[] message = result.getBytes(StandardCharsets.UTF_8);
                out.write(
                        message.length < 126
                                ? new byte[] {(byte) 0x81, (byte) message.length}
                                : new byte[] {(byte) 0x81, 126, (byte) (message.length >> 8), (byte) message.length});
                out.write(message);
            }
        } catch (IOException e) {
            // The one that warms up has hung up.
        }
    }

    private static String upgrade(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Matcher key = SOCKET_KEY.matcher(head);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest(((key.find() ? key.group(1) : "") + SOCKET_GUID).getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /** The next text message; empty when the other side says goodbye. */
    private static String text(DataInputStream in) throws IOException {
        if ((in.readUnsignedByte() & 0x0f) != 1) {
            return "";
        }
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 127) {
            throw new EOFException("nothing that long is asked");
        }
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] message = in.readNBytes(length);
        for (int i = 0; i < message.length; i++) {
            message[i] ^= mask[i % 4];
        }
        return new String(message, StandardCharsets.UTF_8);
    }

    private static String result(String call) {
        if (call.contains("\"status\"")) {
            return """
                {"node_info":{"network":"a-1","id":"00","moniker":"val1","version":"0.38.0"},
                "sync_info":{"latest_block_height":"1","latest_block_time":"2026-01-01T00:00:00Z",
                "earliest_block_height":"1","catching_up":false},
                "validator_info":{"address":"00","voting_power":"1"}}\
                """;
        }
        if (call.contains("\"abci_info\"")) {
            return "{\"response\":{\"last_block_height\":\"1\"}}";
        }
        if (call.contains("ClientStatus")) {
            return value(new byte[] {0x0a, 6, 'A', 'c', 't', 'i', 'v', 'e'});
        }
        if (call.contains("Query/Connection")) {
            return value(new byte[] {0x0a, 2, 0x18, 3}); // connection: { state: STATE_OPEN }
        }
        if (call.contains("Channel")) {
            return value(new byte[] {0x0a, 2, 0x08, 3}); // channel: { state: STATE_OPEN }
        }
        if (call.contains("/FileDescriptors")) {
            return value(WarmUpModule.descriptors());
        }
        if (call.contains("Query/Balance")) {
            return value(WarmUpModule.balance());
        }
        if (call.contains("broadcast_tx")) {
            return "{\"code\":5,\"codespace\":\"sdk\",\"log\":\"it makes no blocks\",\"hash\":\"00\"}";
        }
        return call.contains("abci_query") ? value(new byte[0]) : "{}";
    }

    private static String value(byte[] protobuf) {
        return "{\"response\":{\"code\":0,\"height\":\"1\",\"value\":\""
                + Base64.getEncoder().encodeToString(protobuf) + "\"}}";
    }
}
