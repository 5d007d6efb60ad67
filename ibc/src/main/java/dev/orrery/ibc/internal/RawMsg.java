package dev.orrery.ibc.internal;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.ProtoWriter;

/** A message that is encoded already. */
final class RawMsg implements EncodedMsg {
    private final String typeUrl;
    private final byte[] encoded;

    RawMsg(String typeUrl, ProtoWriter fields) {
        this.typeUrl = typeUrl;
        this.encoded = fields.toByteArray();
    }

    @Override
    public String typeUrl() {
        return typeUrl;
    }

    @Override
    public byte[] encode() {
        return encoded.clone();
    }

    @Override
    public String toString() {
        return typeUrl + " (" + encoded.length + " bytes)";
    }
}
