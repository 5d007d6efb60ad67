package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.GasPrice;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Asks a node what a transaction would use. */
final class Simulation {
    private static final int ATTEMPTS = 50;

    private final TxSigning signing;

    Simulation(TxSigning signing) {
        this.signing = signing;
    }

    /**
     * The gas that it uses. Right after a block the node's state for simulations lacks the transactions that wait, and gets
     * them back one by one. The gas does not depend on the sequence, so any that the state asks for will do.
     *
     * @param node the one that takes the account's transactions
     * @param price the price of its gas
     */
    long gasUsed(CometRpc node, TxOrder order, List<AccountInfo> accounts, GasPrice price, TxErrors.Subject subject) {
        TxBody body = signing.body(order);
        // A fee that is paid costs gas, so the simulation must pay one too.
        Fee fee = new Fee(order.fee().orElseGet(() -> price.of(1)), 0, order.payer(), order.granter());
        List<AccountInfo> tried = new ArrayList<>(accounts);
        for (int attempt = 1; ; attempt++) {
            SignedTx tx = signing.unsigned(order, body, fee, tried);
            byte[] request = new ProtoWriter().bytes(2, tx.bytes()).toByteArray();
            try {
                byte[] answer = node.abciQuery("/cosmos.tx.v1beta1.Service/Simulate", request, order.deadline());
                return ProtoReader.of(answer).message(1).varint(2);
            } catch (UnreachableException e) {
                throw e;
            } catch (ChainException e) {
                String words = e.failure().seen().orElse("");
                if (attempt == ATTEMPTS || order.deadline().passed() || !corrected(tried, words)) {
                    throw TxErrors.simulationRefused(subject, e);
                }
            }
        }
    }

    /** Takes over the sequence that the state asks for, for the first account that had the refused one. */
    private static boolean corrected(List<AccountInfo> tried, String words) {
        OptionalLong expected = TxErrors.expectedSequence(words);
        OptionalLong refused = TxErrors.refusedSequence(words);
        for (int i = 0; expected.isPresent() && i < tried.size(); i++) {
            AccountInfo account = tried.get(i);
            if (account.sequence() == refused.orElse(-1)) {
                tried.set(i, new AccountInfo(account.address(), account.number(), expected.getAsLong()));
                return true;
            }
        }
        return false;
    }
}
