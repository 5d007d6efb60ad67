package dev.orrery.client.tx;

import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;

/**
 * {@code cosmos.tx.v1beta1.TxBody}: what a transaction does.
 *
 * @param memo a note; chains allow 256 characters by default
 * @param timeoutHeight the last block that may include it, 0 for any
 */
public record TxBody(List<Any> messages, String memo, long timeoutHeight) {
    public TxBody {
        messages = List.copyOf(messages);
    }

    public byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        messages.forEach(message -> out.any(1, message));
        return out.string(2, memo).varint(3, timeoutHeight).toByteArray();
    }
}
