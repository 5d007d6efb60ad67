package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.JsonRpcPorts;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the objects of a network are called in its namespace, and where containers find things. */
public final class Names {
    /** How users name the backend. */
    public static final String BACKEND = "kubernetes";

    /** The API service: its Deployment, its Service, its Secret. */
    public static final String API = "api";

    static final int API_PORT = 8080;

    /**
     * What owns a network that manifests have brought up: its StatefulSet, its container. Longer than one word, since chains are
     * called by one.
     */
    public static final String OWNER = "orrery-owner";

    public static final int OWNER_PORT = 8080;

    /** The path at which the owner tells whether the network is ready. */
    public static final String OWNER_HEALTH = "/health";

    /** The Secret with the network's spec, for the stages before a node's start. */
    public static final String NETWORK = "network";

    /** The Secret with what attaching needs, there from the moment that the network is ready. */
    public static final String DESCRIPTION = "description";

    public static final String DESCRIPTION_FILE = "description.json";

    static final String ACCOUNT = "orrery";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String PART_OF = "app.kubernetes.io/part-of";
    /** Which run of a network has made a namespace, so that nobody removes another's. */
    static final String RUN = "orrery.dev/run";

    static final String CHAIN = "orrery.dev/chain";
    /** Of a pod whose chain's nodes have a StatefulSet each. */
    static final String NODE_LABEL = "orrery.dev/node";

    public static final String ORRERY = "orrery";

    /** The container of a pod that runs the chain's binary, and the one that asks it for its defaults. */
    public static final String NODE = "node";

    static final String DEFAULTS = "defaults";

    private static final String COMPANION = "companion-";

    /** The container of a pod that runs a relayer's program. */
    public static final String RELAYER = "relayer";

    public static final String HOME = "/orrery/home";
    private static final String COMPANIONS_FOLDER = "/orrery/companions";
    public static final String DEFAULTS_FOLDER = "/orrery/defaults";
    public static final String NETWORK_FOLDER = "/orrery/network";
    /** Where a chain that its provider has launched finds its genesis. */
    public static final String LAUNCH_FOLDER = "/orrery/launch";

    public static final String GENESIS = "genesis.json";
    public static final String TOKEN_FILE = "/orrery/token";

    private static final int P2P = 26656;
    private static final int RPC = 26657;
    private static final int GRPC = 9090;
    private static final int REST = 1317;
    private static final int PPROF = 6060;
    private static final int JSON_RPC = 8545;
    private static final int JSON_RPC_WS = 8546;
    private static final int JSON_RPC_METRICS = 6065;

    /** The ports of a node that users have, as its Service calls them. */
    static final List<String> ENDPOINTS = List.of("rpc", "grpc", "rest");

    private Names() {}

    /** The namespace of a network that is written down, rather than started. */
    public static String namespace(String network) {
        return "orrery-" + network;
    }

    /** The container of a companion in its node's pod, and the volume of its home. */
    public static String companion(String name) {
        return COMPANION + name;
    }

    /** Whether a container is a companion's. */
    public static boolean isCompanion(String container) {
        return container.startsWith(COMPANION);
    }

    /** The home of a companion, for itself and for the stage that writes it. */
    public static String home(String companion) {
        return COMPANIONS_FOLDER + "/" + companion;
    }

    /** The Service that is one node's address. Never that of another chain's node: chain names and all that is added hold. */
    public static String service(NodeId node) {
        return node.chain() + "-" + node.node();
    }

    /** The Service without an address that a StatefulSet wants. */
    static String governing(String chain) {
        return chain + "-nodes";
    }

    /** The Secret with the genesis of a chain that its provider has launched. */
    public static String launch(String chain) {
        return "launch-" + chain;
    }

    /** The Secret with what the environment of a StatefulSet's pods has of secrets. */
    static String environment(String set) {
        return "environment-" + set;
    }

    static String tokens(String chain) {
        return "tokens-" + chain;
    }

    /** Every node has an address of its own, so all have the ports that the field knows. */
    public static NodeAddress address(String host) {
        return new NodeAddress(host, "0.0.0.0", P2P, RPC, GRPC, REST, PPROF);
    }

    /** The same node with the ports for Ethereum's clients that the field knows. */
    public static NodeAddress withJsonRpc(NodeAddress address) {
        return address.with(new JsonRpcPorts(JSON_RPC, JSON_RPC_WS, JSON_RPC_METRICS));
    }

    public static Map<String, String> labels(String network) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MANAGED_BY, ORRERY);
        labels.put(PART_OF, network);
        return labels;
    }

    public static Map<String, String> labels(String network, String chain) {
        Map<String, String> labels = labels(network);
        labels.put(CHAIN, chain);
        return labels;
    }

    /** Whether Orrery has made a namespace. */
    public static boolean isOrrerys(Namespace namespace) {
        return ORRERY.equals(label(namespace, MANAGED_BY));
    }

    /** The run that has made a namespace; null where that was no run. */
    public static @Nullable String run(Namespace namespace) {
        return label(namespace, RUN);
    }

    private static @Nullable String label(Namespace namespace, String name) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return labels == null ? null : labels.get(name);
    }
}
