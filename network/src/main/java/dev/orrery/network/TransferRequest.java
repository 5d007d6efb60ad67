package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.Height;
import dev.orrery.ibc.Packet;
import dev.orrery.network.internal.MsgTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that is about to be sent; nothing happens before {@link #send()}. Each call returns a new request. Unless told
 * otherwise the packet times out 10 minutes after the newest block of the other chain, by that chain's clock.
 */
public final class TransferRequest {
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

    private final Account from;
    private final Coin coin;
    private final Channel channel;
    private final String recipient;
    private final Options options;

    private record Options(
            String memo,
            @Nullable Duration after,
            @Nullable Long blocks,
            @Nullable Long height,
            UnaryOperator<TxRequest> tx) {}

    TransferRequest(Account from, Coin coin, Channel channel, String recipient) {
        this(from, coin, channel, recipient, new Options("", null, null, null, UnaryOperator.identity()));
    }

    private TransferRequest(Account from, Coin coin, Channel channel, String recipient, Options options) {
        this.from = from;
        this.coin = coin;
        this.channel = channel;
        this.recipient = recipient;
        this.options = options;
    }

    /** The packet's memo, which middleware of the other chain may act on; not the transaction's. */
    public TransferRequest memo(String text) {
        return with(new Options(text, options.after, options.blocks, options.height, options.tx));
    }

    /** The packet times out when the other chain's clock is this far beyond its newest block. */
    public TransferRequest timeoutAfter(Duration duration) {
        if (!duration.isPositive()) {
            throw unusable("a positive duration", duration.toString());
        }
        return with(new Options(options.memo, duration, options.blocks, options.height, options.tx));
    }

    /** The packet times out when the other chain has made this many blocks more. */
    public TransferRequest timeoutAfterBlocks(long blocks) {
        requireHeights(blocks + " blocks");
        if (blocks < 1) {
            throw unusable("at least 1 block", Long.toString(blocks));
        }
        return with(new Options(options.memo, options.after, blocks, null, options.tx));
    }

    /** The packet times out when the other chain has a block of this height. */
    public TransferRequest timeoutAtHeight(long height) {
        requireHeights("height " + height);
        if (height < 1) {
            throw unusable("a height from 1", Long.toString(height));
        }
        return with(new Options(options.memo, options.after, null, height, options.tx));
    }

    /** Changes the transaction that carries it: its gas, its fee, its own memo. */
    public TransferRequest tx(UnaryOperator<TxRequest> change) {
        UnaryOperator<TxRequest> before = options.tx;
        return with(new Options(
                options.memo,
                options.after,
                options.blocks,
                options.height,
                request -> change.apply(before.apply(request))));
    }

    /**
     * Sends it, and waits until it is in a block of the sender's chain.
     *
     * @throws dev.orrery.base.ChainException if the chain refuses it, in the chain's own words
     * @throws dev.orrery.base.DeadlineExceededException if it is in no block in time
     */
    public SentTransfer send() {
        Chain there = channel.counterparty().chain();
        boolean byTime = options.after != null || (options.blocks == null && options.height == null);
        Head head = there.client().rpc().head();
        MsgTransfer message = new MsgTransfer(
                channel.port(),
                channel.id(),
                coin,
                from.address(),
                recipient,
                timeoutHeight(there, head),
                byTime ? timestamp(head.time().plus(Objects.requireNonNullElse(options.after, USUAL_TIMEOUT))) : 0,
                options.memo);
        TxResult sent =
                options.tx.apply(from.chain().client().tx(from.key(), message)).send();
        Packet packet = Packet.sent(from.chain().chainId(), sent.events()).getFirst();
        return new SentTransfer(channel, packet, sent);
    }

    private Height timeoutHeight(Chain there, Head head) {
        long height = options.height != null
                ? options.height
                : options.blocks != null ? Math.addExact(head.height(), options.blocks) : 0;
        return height == 0 ? Height.ZERO : new Height(Height.revisionOf(there.chainId()), height);
    }

    /** In nanoseconds; in IBC v2 in whole seconds, the next ones (ibc-go {@code transferV2Packet}). */
    private long timestamp(Instant time) {
        if (channel.isV2()) {
            return time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
        }
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    /** Packets of IBC v2 have a time only (ICS-04 v2). */
    private void requireHeights(String seen) {
        if (channel.isV2()) {
            throw unusable("a time-out by time, timeoutAfter(…), on a path of IBC v2", seen);
        }
    }

    private InvalidInputException unusable(String expected, String seen) {
        return new InvalidInputException(Failure.doing("setting the time-out of " + this)
                .expected(expected)
                .seen(seen)
                .build());
    }

    private TransferRequest with(Options changed) {
        return new TransferRequest(from, coin, channel, recipient, changed);
    }

    /** {@code 5uatom from alice of hub (cosmos1…) over hub transfer/channel-0 <-> zone transfer/channel-0}. */
    @Override
    public String toString() {
        return coin + " from " + from + " over " + channel;
    }
}
