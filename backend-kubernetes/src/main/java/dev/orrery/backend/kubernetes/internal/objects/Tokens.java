package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.base.Sha256;
import dev.orrery.engine.plan.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a network's API service: the operator's and one for each node. */
public final class Tokens {
    private static final int BYTES = 32;

    private final String operator;
    private final Map<NodeId, String> nodes;

    private Tokens(String operator, Map<NodeId, String> nodes) {
        this.operator = operator;
        this.nodes = nodes;
    }

    public static Tokens fresh(List<NodeId> nodes) {
        SecureRandom random = new SecureRandom();
        Map<NodeId, String> tokens = new LinkedHashMap<>();
        nodes.forEach(node -> tokens.put(node, token(random)));
        return new Tokens(token(random), tokens);
    }

    /**
     * Always the same for a seed, from which all keys of a network come as well: for manifests, which are not to change with
     * every rendering. Whoever has the network file knows them.
     */
    public static Tokens derived(String network, String seed, List<NodeId> nodes) {
        Map<NodeId, String> tokens = new LinkedHashMap<>();
        nodes.forEach(node -> tokens.put(node, token(network, seed, node.toString())));
        return new Tokens(token(network, seed, ""), tokens);
    }

    private static String token(String network, String seed, String whose) {
        return token(
                Sha256.of(("orrery token\0" + network + "\0" + seed + "\0" + whose).getBytes(StandardCharsets.UTF_8)));
    }

    String operator() {
        return operator;
    }

    String of(NodeId node) {
        return java.util.Objects.requireNonNull(nodes.get(node), node::toString);
    }

    /** What the service keeps of nodes' tokens: the SHA-256 of each, by {@code chain/node}. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        nodes.forEach((node, token) -> hashes.put(node.toString(), Sha256.hex(token.getBytes(StandardCharsets.UTF_8))));
        return hashes;
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return token(bytes);
    }

    private static String token(byte[] bytes) {
        return "orrery_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
