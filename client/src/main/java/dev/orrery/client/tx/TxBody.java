package dev.orrery.client.tx;

import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code cosmos.tx.v1beta1.TxBody}: what a transaction does.
 *
 * @param memo a note; chains allow 256 characters by default
 * @param timeoutHeight the last block that may include it, 0 for any
 * @param unordered whether it has no place among the account's other transactions (SDK 0.53 and later)
 * @param timeoutTimestamp the last block time at which it may be included (SDK 0.53 and later); an unordered one needs it
 */
public record TxBody(
        List<Any> messages, String memo, long timeoutHeight, boolean unordered, Optional<Instant> timeoutTimestamp) {
    public TxBody {
        messages = List.copyOf(messages);
    }

    /** One that takes its turn, without a timeout in time. */
    public TxBody(List<Any> messages, String memo, long timeoutHeight) {
        this(messages, memo, timeoutHeight, false, Optional.empty());
    }

    public byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        messages.forEach(message -> out.any(1, message));
        out.string(2, memo).varint(3, timeoutHeight).bool(4, unordered);
        timeoutTimestamp.ifPresent(time -> out.message(
                5, new ProtoWriter().varint(1, time.getEpochSecond()).varint(2, time.getNano())));
        return out.toByteArray();
    }
}
