package dev.orrery.tests.validators;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What a consumer chain earns, of which a share goes to the provider's validators. */
final class Rewards {
    private Rewards() {}

    /** A transaction that pays more than it must. */
    static void payFee(Chain consumer, String fee) {
        Coin paid = Coin.parse(fee);
        Account payer = consumer.fundedAccount(paid.amount().multiply(BigInteger.TWO) + paid.denom());
        consumer.client()
                .tx(payer.key(), new MsgSend(payer.address(), payer.address(), List.of(Coin.parse("1" + paid.denom()))))
                .fee(paid)
                .gas(200_000)
                .send();
    }

    /** Waits, block by block, until a validator of the provider is due some of the consumer's denom; whether it is. */
    static boolean await(Chain provider, Chain consumer, String node, Deadline deadline) {
        String voucher = consumer.channelTo(provider)
                .voucher(Coin.parse("1" + consumer.denom()))
                .denom();
        String operator = Staking.operatorAddress(provider.node(node).operator().address());
        CometRpc rpc = provider.client().rpc();
        boolean due;
        do {
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
            due = provider.client()
                    .query(
                            "cosmos.distribution.v1beta1.Query/ValidatorOutstandingRewards",
                            Map.of("validator_address", operator))
                    .toString()
                    .contains(voucher);
        } while (!due && !deadline.passed());
        return due;
    }
}
