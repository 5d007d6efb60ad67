package dev.orrery.client.tx;

import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.wire.ProtoWriter;

/**
 * {@code cosmos.tx.v1beta1.SignerInfo} of a signer in SIGN_MODE_DIRECT.
 *
 * @param sequence how many transactions of the account the chain has accepted before
 */
public record SignerInfo(PublicKey publicKey, long sequence) {
    private static final int SIGN_MODE_DIRECT = 1;

    byte[] encode() {
        ProtoWriter single = new ProtoWriter().varint(1, SIGN_MODE_DIRECT);
        return new ProtoWriter()
                .any(1, publicKey.toAny())
                .message(2, new ProtoWriter().message(1, single))
                .varint(3, sequence)
                .toByteArray();
    }
}
