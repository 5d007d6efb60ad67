package dev.orrery.client;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.TxOrder;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.Any;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a {@link TxRequest} was told so far. Changed only between being copied and being given to a new request. */
final class TxOptions {
    /** How long a transaction may take until it is in a block. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final Signer signer;
    final List<Any> messages;
    List<Signer> cosigners = List.of();

    @Nullable
    Signer feePayer;

    String feeGranter = "";
    String memo = "";
    long timeoutHeight;

    @Nullable
    Duration unorderedFor;

    @Nullable
    Long gas;

    double gasMargin = 1.3;

    @Nullable
    GasPrice gasPrice;

    @Nullable
    List<Coin> fee;

    @Nullable
    SignMode mode;

    Duration within = PATIENCE;

    TxOptions(Signer signer, List<Any> messages) {
        this.signer = signer;
        this.messages = List.copyOf(messages);
    }

    TxOptions copy() {
        TxOptions copy = new TxOptions(signer, messages);
        copy.cosigners = cosigners;
        copy.feePayer = feePayer;
        copy.feeGranter = feeGranter;
        copy.memo = memo;
        copy.timeoutHeight = timeoutHeight;
        copy.unorderedFor = unorderedFor;
        copy.gas = gas;
        copy.gasMargin = gasMargin;
        copy.gasPrice = gasPrice;
        copy.fee = fee;
        copy.mode = mode;
        copy.within = within;
        return copy;
    }

    /** @param prefix the Bech32 prefix of the chain's accounts */
    TxOrder order(String prefix) {
        List<TxOrder.Signing> signing = new ArrayList<>();
        add(signing, signer);
        cosigners.forEach(cosigner -> add(signing, cosigner));
        if (feePayer != null) {
            add(signing, feePayer);
        }
        return new TxOrder(
                signing,
                messages,
                memo,
                timeoutHeight,
                Optional.ofNullable(unorderedFor),
                gas == null ? OptionalLong.empty() : OptionalLong.of(gas),
                gasMargin,
                Optional.ofNullable(fee),
                Optional.ofNullable(gasPrice),
                feePayer == null ? "" : feePayer.publicKey().address(prefix),
                feeGranter,
                Deadline.after(within));
    }

    private void add(List<TxOrder.Signing> signing, Signer one) {
        if (signing.stream().noneMatch(other -> other.signer().publicKey().equals(one.publicKey()))) {
            signing.add(new TxOrder.Signing(one, modeOf(one)));
        }
    }

    private SignMode modeOf(Signer one) {
        SignMode wanted = mode == null ? one.modes().getFirst() : mode;
        if (!one.modes().contains(wanted)) {
            throw new InvalidInputException(Failure.doing("choosing how " + one.publicKey() + " signs")
                    .expected(one.modes().toString())
                    .seen(wanted.toString())
                    .build());
        }
        return wanted;
    }
}
