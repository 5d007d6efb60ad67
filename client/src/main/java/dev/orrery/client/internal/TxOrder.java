package dev.orrery.client.internal;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.GasPrice;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.Any;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to send.
 *
 * @param signers who signs, in the order of the messages' signers, a separate fee payer last
 * @param unorderedFor how long it may be included, for one that takes no turn
 * @param gas a fixed limit; empty to simulate and multiply by {@code gasMargin}
 * @param fee empty to pay the limit at a price
 * @param gasPrice empty for the chain's
 * @param payer the address of a separate fee payer, else empty
 * @param granter the address whose fee allowance is used, else empty
 */
public record TxOrder(
        List<Signing> signers,
        List<Any> messages,
        String memo,
        long timeoutHeight,
        Optional<Duration> unorderedFor,
        OptionalLong gas,
        double gasMargin,
        Optional<List<Coin>> fee,
        Optional<GasPrice> gasPrice,
        String payer,
        String granter,
        Deadline deadline) {

    /** One who signs, and what. */
    public record Signing(Signer signer, SignMode mode) {}

    public TxOrder {
        signers = List.copyOf(signers);
        messages = List.copyOf(messages);
    }

    List<String> addresses(String prefix) {
        return signers.stream()
                .map(signing -> signing.signer().publicKey().address(prefix))
                .toList();
    }
}
