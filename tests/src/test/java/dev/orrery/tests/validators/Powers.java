package dev.orrery.tests.validators;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.ValidatorInfo;
import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Who has how much voting power on a chain. */
final class Powers {
    private Powers() {}

    /** By the name of the node that signs; of a validator without a node, by its address. */
    static Map<String, Long> of(Chain chain) {
        CometRpc rpc = chain.client().rpc();
        Map<String, String> names =
                chain.nodes().stream().collect(Collectors.toMap(Node::consensusAddress, Node::name));
        return rpc.validators(rpc.head().height()).stream()
                .collect(Collectors.toMap(
                        it -> names.getOrDefault(it.address(), it.address()),
                        ValidatorInfo::votingPower,
                        Long::sum,
                        TreeMap::new));
    }

    /** Waits, block by block, until they are as wanted; gives what they were at last. */
    static Map<String, Long> await(Chain chain, Predicate<Map<String, Long>> wanted, Deadline deadline) {
        Map<String, Long> powers = of(chain);
        while (!wanted.test(powers) && !deadline.passed()) {
            CometRpc rpc = chain.client().rpc();
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
            powers = of(chain);
        }
        return powers;
    }

    /** The consensus addresses that signed a block. */
    static java.util.List<String> signers(Chain chain, long height) {
        JsonNode signatures = chain.client().rpc().commit(height).at("/commit/signatures");
        return StreamSupport.stream(signatures.spliterator(), false)
                .map(signature -> signature.path("validator_address").asString())
                .filter(address -> !address.isEmpty())
                .toList();
    }
}
