package dev.orrery.client.internal;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.AccountInfo;
import dev.orrery.client.amino.AminoJson;
import dev.orrery.client.amino.AminoSignDoc;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signatures;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.tx.AuthInfo;
import dev.orrery.client.tx.Fee;
import dev.orrery.client.tx.ModeInfo;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.client.tx.SignerInfo;
import dev.orrery.client.tx.TxBody;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes transactions of orders, and has them signed. */
final class TxSigning {
    private final String chainId;
    private final Supplier<Descriptors> descriptors;
    private final QueryTransport node;
    private final NavigableSet<Instant> timeouts = new ConcurrentSkipListSet<>();
    private volatile @Nullable AminoJson amino;

    TxSigning(String chainId, Supplier<Descriptors> descriptors, QueryTransport node) {
        this.chainId = chainId;
        this.descriptors = descriptors;
        this.node = node;
    }

    TxBody body(TxOrder order) {
        if (order.unorderedFor().isEmpty()) {
            return new TxBody(order.messages(), order.memo(), order.timeoutHeight());
        }
        requireUnordered();
        Instant until = timestamp(order.unorderedFor().get());
        return new TxBody(order.messages(), order.memo(), order.timeoutHeight(), true, Optional.of(until));
    }

    /** What the chain sees in a simulation. */
    SignedTx unsigned(TxOrder order, TxBody body, Fee fee, List<AccountInfo> accounts) {
        return SignedTx.unsigned(body, authInfo(order, body, fee, accounts));
    }

    /** @param accounts those of the order's signers, in their order */
    SignedTx sign(TxOrder order, TxBody body, Fee fee, List<AccountInfo> accounts) {
        AuthInfo authInfo = authInfo(order, body, fee, accounts);
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            TxOrder.Signing signing = order.signers().get(i);
            AccountInfo account = accounts.get(i);
            long sequence = authInfo.signers().get(i).sequence();
            byte[] message = signing.mode() == SignMode.DIRECT
                    ? SignedTx.signBytes(body, authInfo, chainId, account.number())
                    : AminoSignDoc.bytes(amino(order.deadline()), body, fee, chainId, account.number(), sequence);
            signatures.add(Signatures.sign(signing.signer(), message));
        }
        return SignedTx.of(body, authInfo, signatures);
    }

    private static AuthInfo authInfo(TxOrder order, TxBody body, Fee fee, List<AccountInfo> accounts) {
        List<SignerInfo> signers = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            TxOrder.Signing signing = order.signers().get(i);
            signers.add(new SignerInfo(
                    signing.signer().publicKey(),
                    ModeInfo.of(signing.signer(), signing.mode()),
                    body.unordered() ? 0 : accounts.get(i).sequence()));
        }
        return new AuthInfo(signers, fee);
    }

    private AminoJson amino(Deadline deadline) {
        AminoJson known = amino;
        if (known == null) {
            known = new AminoJson(descriptors.get(), BareDecimals.at(node, deadline));
            amino = known;
        }
        return known;
    }

    /** The chain tells an account's unordered transactions apart by their time alone, so no two may have the same. */
    private Instant timestamp(Duration from) {
        Instant now = Instant.now();
        timeouts.headSet(now).clear(); // these mean nothing to the chain any more
        Instant free = now.plus(from);
        while (!timeouts.add(free)) {
            free = free.plusNanos(1);
        }
        return free;
    }

    private void requireUnordered() {
        Optional<Descriptor> body = descriptors.get().findMessage("cosmos.tx.v1beta1.TxBody");
        if (body.isEmpty() || body.get().findFieldByName("unordered") == null) {
            throw new InvalidInputException(Failure.doing("preparing an unordered transaction")
                    .where(chainId)
                    .expected("a chain whose transactions may be unordered: Cosmos SDK 0.53 or later")
                    .seen("an older one: its TxBody has no field \"unordered\"")
                    .hint("leave out unordered(…): the client keeps the account's transactions in order")
                    .build());
        }
    }
}
