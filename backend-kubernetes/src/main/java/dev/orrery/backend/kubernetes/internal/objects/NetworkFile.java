package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.Placement;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the stages in a pod compute the plan from, together with the defaults of the binary beside them: the same function of
 * the same values as outside, so every pod comes to the same plan.
 *
 * @param hosts the address of each node, or the name of its Service, by its id
 * @param prefixes the address prefix of each chain, as far as it is known
 */
public record NetworkFile(
        NetworkSpec spec, Instant genesisTime, Map<String, String> hosts, Map<String, String> prefixes) {
    public static final String NAME = "network.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    byte[] write() {
        ObjectNode json = JSON.createObjectNode();
        // As text, since a tree would round its numbers.
        json.put("spec", new String(SpecJson.write(spec), StandardCharsets.UTF_8));
        json.put("genesisTime", genesisTime.toString());
        json.set("hosts", JSON.valueToTree(hosts));
        json.set("prefixes", JSON.valueToTree(new TreeMap<>(prefixes)));
        return JSON.writeValueAsBytes(json);
    }

    /** The one of the pod that this is called in. */
    public static NetworkFile mounted() {
        return read(content(Path.of(Names.NETWORK_FOLDER, NAME)));
    }

    public static NetworkFile read(byte[] content) {
        JsonNode json = JSON.readTree(content);
        return new NetworkFile(
                SpecJson.read(json.required("spec").asString().getBytes(StandardCharsets.UTF_8)),
                Instant.parse(json.required("genesisTime").asString()),
                texts(json.required("hosts")),
                texts(json.required("prefixes")));
    }

    /**
     * Where the nodes are.
     *
     * @throws HostException if there is no address of a name yet
     */
    public Placement placement() {
        Map<NodeId, dev.orrery.engine.plan.NodeAddress> addresses = new LinkedHashMap<>();
        hosts.forEach((node, host) -> {
            int slash = node.indexOf('/');
            addresses.put(new NodeId(node.substring(0, slash), node.substring(slash + 1)), Names.address(number(host)));
        });
        return new Placement(addresses)
                .with(CompanionPorts.of(spec))
                .with(LayoutPlanner.jsonRpcNodes(spec), (node, address) -> Names.withJsonRpc(address));
    }

    /** Names cannot stand in CometBFT's address book; those of Services have addresses before any pod is there. */
    private static String number(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new HostException(
                    Failure.doing("looking up the address of a node")
                            .expected("a Service of the name " + host + " in this namespace")
                            .seen("the cluster's name server knows none")
                            .command("kubectl get services")
                            .build(),
                    e);
        }
    }

    /** What the Secret calls a chain's genesis of the user's own. */
    public static String ownGenesis(String chain) {
        return "genesis-" + chain + ".json";
    }

    /** A file that a Secret has put into the pod that this is called in. */
    public static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    @Override
    public String toString() {
        return "NetworkFile[" + spec.name() + "]";
    }
}
