package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node's configuration: the binary's own defaults, Orrery's settings for fast and sound tests over them, the user's over
 * those, and addresses last, since nobody but the backend can know them.
 */
public final class NodeConfig {
    private static final String CONFIG = "config.toml";
    private static final String APP = "app.toml";
    private static final String JSON_RPC = "json-rpc";
    private static final String CLIENT = "client.toml";

    private NodeConfig() {}

    /** The files that {@code init-node} writes, paths relative to the home. */
    public static List<PlannedFile> files(ChainLayout chain, NodeLayout node, Map<String, String> defaults) {
        List<PlannedFile> files = new ArrayList<>();
        Set<String> names = new TreeSet<>(defaults.keySet());
        names.addAll(chain.spec().config().keySet());
        names.forEach(name -> {
            Toml toml = new Toml(defaults.getOrDefault(name, ""));
            switch (name) {
                case CONFIG -> comet(toml, chain.spec(), node);
                case APP -> app(toml, chain.spec());
                case CLIENT -> client(toml, chain.spec());
                default -> {}
            }
            ObjectNode wanted = chain.spec().config().get(name);
            if (wanted != null) {
                toml.merge(wanted);
            }
            switch (name) {
                case CONFIG -> cometAddresses(toml, chain, node);
                case APP -> appAddresses(toml, node.address());
                case CLIENT ->
                    toml.set(
                            "",
                            "node",
                            "tcp://" + node.address().host() + ":"
                                    + node.address().rpc());
                default -> {}
            }
            files.add(PlannedFile.open("config/" + name, toml.toString()));
        });
        files.add(PlannedFile.open("config/addrbook.json", AddressBook.json(chain, node)));
        files.add(PlannedFile.secret("data/priv_validator_state.json", "{\"height\":\"0\",\"round\":0,\"step\":0}\n"));
        return files;
    }

    private static void comet(Toml toml, ChainSpec chain, NodeLayout node) {
        toml.set("", "moniker", node.id().node())
                // Several nodes share one host: without these two they refuse each other.
                .set("p2p", "addr_book_strict", false)
                .set("p2p", "allow_duplicate_ip", true)
                .set("consensus", "timeout_commit", duration(chain.blockTime()))
                // Tests, relayers and tools watch one node at the same time; 5 a client is the default.
                .set("rpc", "max_subscriptions_per_client", 100)
                .set("rpc", "experimental_subscription_buffer_size", 1000);
        if (chain.profile() == Profile.FAST) {
            hasten(toml);
        }
    }

    private static void hasten(Toml toml) {
        // Both at 5 ms together: 35 ms a block with two validators instead of 450.
        toml.set("p2p", "flush_throttle_timeout", "5ms")
                .set("consensus", "peer_gossip_sleep_duration", "5ms")
                // A round that lost its proposer is given up after 1 s, not 3.
                .set("consensus", "timeout_propose", "1s")
                .set("consensus", "timeout_prevote", "500ms")
                .set("consensus", "timeout_precommit", "500ms");
    }

    private static void cometAddresses(Toml toml, ChainLayout chain, NodeLayout node) {
        NodeAddress address = node.address();
        String peers = chain.nodes().stream()
                .filter(peer -> !peer.id().equals(node.id()))
                .map(peer -> KeyFiles.nodeId(peer) + "@" + peer.address().host() + ":"
                        + peer.address().p2p())
                .collect(Collectors.joining(","));
        toml.set("rpc", "laddr", "tcp://" + address.bind() + ":" + address.rpc())
                .set("rpc", "pprof_laddr", address.bind() + ":" + address.pprof())
                .set("p2p", "laddr", "tcp://" + address.bind() + ":" + address.p2p())
                .set("p2p", "persistent_peers", peers);
    }

    private static void app(Toml toml, ChainSpec chain) {
        toml.set("", "minimum-gas-prices", chain.gasPrice().toPlainString() + chain.denom())
                .set("api", "enable", true)
                .set("grpc", "enable", true);
        // Up to SDK 0.47 it listens on a port of its own, the same for all nodes; later on REST's.
        if (toml.has("grpc-web", "address")) {
            toml.set("grpc-web", "enable", false);
        }
    }

    private static void appAddresses(Toml toml, NodeAddress address) {
        toml.set("api", "address", "tcp://" + address.bind() + ":" + address.rest())
                .set("grpc", "address", address.bind() + ":" + address.grpc());
        address.jsonRpc().ifPresent(ports -> {
            set(toml, "address", address.bind() + ":" + ports.http());
            set(toml, "ws-address", address.bind() + ":" + ports.ws());
            set(toml, "metrics-address", address.bind() + ":" + ports.metrics());
        });
    }

    /** What a server of JSON-RPC has of it: not all versions measure themselves. */
    private static void set(Toml toml, String key, String address) {
        if (toml.has(JSON_RPC, key)) {
            toml.set(JSON_RPC, key, address);
        }
    }

    private static void client(Toml toml, ChainSpec chain) {
        toml.set("", "chain-id", chain.chainId()).set("", "keyring-backend", "test");
    }

    /** As Go reads it; in milliseconds, if that is exact. */
    private static String duration(Duration duration) {
        return duration.toNanosPart() % 1_000_000 == 0 ? duration.toMillis() + "ms" : duration.toNanos() + "ns";
    }
}
