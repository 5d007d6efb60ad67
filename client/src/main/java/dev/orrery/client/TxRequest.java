package dev.orrery.client;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.TxSender;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.TxBody;
import dev.orrery.client.wire.Any;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is about to be sent; nothing happens before {@link #send()}. Each call returns a new request, so one
 * may be kept and sent again.
 */
public final class TxRequest {
    private final Function<TxSender.Order, TxResult> sender;
    private final Signer signer;
    private final List<Any> messages;
    private final Options options;

    private record Options(
            String memo,
            long timeoutHeight,
            @Nullable Long gas,
            double gasMargin,
            @Nullable List<Coin> fee,
            Duration within) {}

    TxRequest(Function<TxSender.Order, TxResult> sender, Signer signer, List<Any> messages) {
        this(sender, signer, messages, new Options("", 0, null, 1.3, null, Duration.ofSeconds(30)));
    }

    private TxRequest(Function<TxSender.Order, TxResult> sender, Signer signer, List<Any> messages, Options options) {
        this.sender = sender;
        this.signer = signer;
        this.messages = messages;
        this.options = options;
    }

    /** A note that everybody can read; chains allow 256 characters by default. */
    public TxRequest memo(String text) {
        return with(
                new Options(text, options.timeoutHeight, options.gas, options.gasMargin, options.fee, options.within));
    }

    /** The last block that may include it. */
    public TxRequest timeoutHeight(long height) {
        return with(new Options(options.memo, height, options.gas, options.gasMargin, options.fee, options.within));
    }

    /** Sets the gas limit instead of simulating. */
    public TxRequest gas(long limit) {
        return with(new Options(
                options.memo, options.timeoutHeight, limit, options.gasMargin, options.fee, options.within));
    }

    /** By what the simulated gas is multiplied; 1.3 unless told otherwise. */
    public TxRequest gasMargin(double factor) {
        if (!(factor >= 1)) {
            throw new InvalidInputException(Failure.doing("setting a gas margin")
                    .expected("a factor of at least 1")
                    .seen(String.valueOf(factor))
                    .build());
        }
        return with(new Options(options.memo, options.timeoutHeight, options.gas, factor, options.fee, options.within));
    }

    /** Pays this instead of the gas limit at the connection's gas price. */
    public TxRequest fee(Coin... coins) {
        return with(new Options(
                options.memo, options.timeoutHeight, options.gas, options.gasMargin, List.of(coins), options.within));
    }

    /** How long {@link #send()} may take until the transaction is in a block; 30 s unless told otherwise. */
    public TxRequest within(Duration duration) {
        return with(new Options(
                options.memo, options.timeoutHeight, options.gas, options.gasMargin, options.fee, duration));
    }

    /**
     * Signs it, hands it to the node and waits until it is in a block.
     *
     * @throws dev.orrery.base.ChainException if it fails, naming the messages, the code and the chain's own words; or as
     *     soon as the node is lost
     * @throws dev.orrery.base.DeadlineExceededException if it is in no block in time; it may still be included later
     */
    public TxResult send() {
        return sender.apply(new TxSender.Order(
                signer,
                new TxBody(messages, options.memo, options.timeoutHeight),
                options.gas == null ? OptionalLong.empty() : OptionalLong.of(options.gas),
                options.gasMargin,
                Optional.ofNullable(options.fee),
                Deadline.after(options.within)));
    }

    private TxRequest with(Options changed) {
        return new TxRequest(sender, signer, messages, changed);
    }
}
