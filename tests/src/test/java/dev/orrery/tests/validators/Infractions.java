package dev.orrery.tests.validators;

import dev.orrery.base.Deadline;
import dev.orrery.client.Bech32;
import dev.orrery.client.modules.Slashing;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A validator that goes away, and what its chain makes of that. */
final class Infractions {
    private Infractions() {}

    static void kill(Node node) throws Exception {
        ProcessHandle process = ProcessHandle.of(node.description().pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }

    /** Waits, block by block, until the chain has jailed it; gives what it was at last. */
    static Validator awaitJailed(Chain chain, String node, Deadline deadline) {
        String operator = Staking.operatorAddress(chain.node(node).operator().address());
        CometRpc rpc = chain.client().rpc();
        Validator validator;
        do {
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
            validator = chain.client().staking().validator(operator);
        } while (!validator.jailed() && !deadline.passed());
        return validator;
    }

    static Slashing.SigningInfo signingInfo(Chain chain, String node) {
        byte[] address = HexFormat.of().parseHex(chain.node(node).consensusAddress());
        return chain.client().slashing().signingInfo(Bech32.encode(chain.prefix() + "valcons", address));
    }
}
