package dev.orrery.tests.validators;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.tx.MsgCreateValidator;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.stages.CreateValidator;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;

/** The stage {@code create-validator} of a chain's full node, with an operator and a key of a test's choice. */
final class Creation {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Creation() {}

    static void of(Chain chain, Account operator, PublicKey key, String stake) {
        ChainConnection connection = ChainConnection.to(
                        chain.node("full1").endpoints().rpc())
                .chainId(chain.chainId())
                .prefix(chain.prefix())
                .gasPrice(chain.description().gasPrice(), chain.denom())
                .build();
        MsgCreateValidator message = new MsgCreateValidator(
                "late",
                MsgCreateValidator.Commission.standard(),
                BigInteger.ONE,
                operator.address(),
                Staking.operatorAddress(operator.address()),
                key,
                Coin.parse(stake));
        try (StageLog log = StageLog.to(new StringWriter());
                ChainClient node = ChainClient.open(connection)) {
            // The operator's account is as young as the block in which it was funded.
            node.rpc().awaitBlock(chain.client().rpc().head().height(), Deadline.after(PATIENCE));
            new CreateValidator(new NodeId(chain.name(), "full1"), connection, log, Deadline.after(PATIENCE))
                    .run(message, operator.key());
        }
    }

    /** A key that no node signs with. */
    static PublicKey newKey() {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        return Ed25519Key.fromSeed(seed).publicKey();
    }
}
