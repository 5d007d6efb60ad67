package dev.orrery.client.tx;

import dev.orrery.client.wire.ProtoWriter;
import java.util.List;

/** {@code cosmos.tx.v1beta1.AuthInfo}: who signs, in the order of the messages' signers, and what is paid. */
public record AuthInfo(List<SignerInfo> signers, Fee fee) {
    public AuthInfo {
        signers = List.copyOf(signers);
    }

    public byte[] encode() {
        ProtoWriter out = new ProtoWriter();
        signers.forEach(signer -> out.message(1, signer.encode()));
        return out.message(2, fee.encode()).toByteArray();
    }
}
