package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.LayoutPlanner;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.Template;
import dev.orrery.spec.Template.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the pods of a network's nodes are called, and the StatefulSets that make them; it follows from the network file alone. The nodes
 * of a chain are the pods of one StatefulSet, numbered ({@code hub-0}), since one template makes them all; where they differ, each has one of
 * its own, of one pod ({@code hub-val1-0}).
 */
public final class PodNames {
    private final Map<NodeId, String> sets = new LinkedHashMap<>();
    private final Map<NodeId, String> pods = new LinkedHashMap<>();

    private PodNames() {}

    public static PodNames of(NetworkSpec spec) {
        PodNames names = new PodNames();
        List<NodeId> nodes = LayoutPlanner.nodes(spec);
        for (ChainSpec chain : spec.chains()) {
            List<NodeId> theirs = nodes.stream()
                    .filter(node -> node.chain().equals(chain.name()))
                    .toList();
            boolean differ = differ(chain);
            for (int i = 0; i < theirs.size(); i++) {
                String set = differ ? chain.name() + "-" + theirs.get(i).node() : chain.name();
                names.sets.put(theirs.get(i), set);
                names.pods.put(theirs.get(i), set + "-" + (differ ? 0 : i));
            }
        }
        names.checkDistinct(spec);
        return names;
    }

    /** Whether the nodes of a chain cannot be made of one template: companions, or something of each node's own. */
    static boolean differ(ChainSpec chain) {
        NodeExtras extras = chain.extras();
        return !extras.companions().isEmpty()
                || Stream.concat(extras.arguments().stream(), extras.environment().values().stream())
                        .map(Template::references)
                        .flatMap(List::stream)
                        .anyMatch(PodNames::isEachNodesOwn);
    }

    /** Homes are where they are in every pod; ports are those of companions. */
    private static boolean isEachNodesOwn(Reference reference) {
        return switch (reference.name()) {
            case NODE, PORT -> true;
            case RPC, GRPC, REST -> reference.of().isEmpty();
            case CHAIN_ID, DENOM, GAS_PRICE, HOME, NODE_HOME, MNEMONIC, ADDRESS -> false;
        };
    }

    /** A chain may be called as another one's node is. */
    private void checkDistinct(NetworkSpec spec) {
        for (ChainSpec chain : spec.chains()) {
            sets.forEach((node, set) -> {
                if (set.equals(chain.name()) && !node.chain().equals(chain.name())) {
                    throw new InvalidInputException(Failure.doing("naming the pods of " + node)
                            .where("chains." + chain.name())
                            .expected(
                                    "a chain of another name, since " + node + " has a StatefulSet of its own, " + set)
                            .seen("\"" + chain.name() + "\"")
                            .build());
                }
            });
        }
    }

    /** The StatefulSet that makes a node's pod. */
    public String set(NodeId node) {
        return Objects.requireNonNull(sets.get(node), node::toString);
    }

    /** The pod of a node. */
    public String pod(NodeId node) {
        return Objects.requireNonNull(pods.get(node), node::toString);
    }

    /** The node of a pod that the network has. */
    public NodeId node(String pod) {
        return pods.entrySet().stream()
                .filter(entry -> entry.getValue().equals(pod))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node of this network has the pod " + pod));
    }
}
