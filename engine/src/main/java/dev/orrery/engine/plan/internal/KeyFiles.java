package dev.orrery.engine.plan.internal;

import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.PlannedFile;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CometBFT's key files (privval {@code FilePV}, p2p {@code NodeKey}). */
public final class KeyFiles {
    private KeyFiles() {}

    /** A node's own keys, paths relative to its home. */
    public static List<PlannedFile> of(NodeLayout node) {
        return List.of(
                PlannedFile.secret("config/priv_validator_key.json", validatorKey(node.consensusKey())),
                PlannedFile.secret("config/node_key.json", nodeKey(node.nodeKey())));
    }

    /** The p2p id: the address of the node key in lower-case hexadecimal. */
    public static String nodeId(NodeLayout node) {
        return HexFormat.of().formatHex(node.nodeKey().publicKey().address());
    }

    /** The address of the consensus key as CometBFT's RPC writes it. */
    public static String consensusAddress(NodeLayout node) {
        return HexFormat.of()
                .formatHex(node.consensusKey().publicKey().address())
                .toUpperCase(Locale.ROOT);
    }

    private static String validatorKey(Ed25519Key key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(
                "address",
                HexFormat.of().withUpperCase().formatHex(key.publicKey().address()));
        json.putObject("pub_key")
                .put("type", "tendermint/PubKeyEd25519")
                .put("value", key.publicKey().base64());
        json.set("priv_key", privateKey(key));
        return json.toString();
    }

    private static String nodeKey(Ed25519Key key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("priv_key", privateKey(key));
        return json.toString();
    }

    private static ObjectNode privateKey(Ed25519Key key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "tendermint/PrivKeyEd25519")
                .put("value", Base64.getEncoder().encodeToString(key.cometPrivateKey()));
    }
}
