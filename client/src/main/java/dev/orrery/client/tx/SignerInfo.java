package dev.orrery.client.tx;

import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.wire.ProtoWriter;

/**
 * {@code cosmos.tx.v1beta1.SignerInfo}.
 *
 * @param modeInfo how the signer signs
 * @param sequence how many transactions of the account the chain has accepted before; 0 in an unordered transaction
 */
public record SignerInfo(PublicKey publicKey, ModeInfo modeInfo, long sequence) {
    /** A signer in SIGN_MODE_DIRECT. */
    public SignerInfo(PublicKey publicKey, long sequence) {
        this(publicKey, ModeInfo.of(publicKey, SignMode.DIRECT), sequence);
    }

    byte[] encode() {
        return new ProtoWriter()
                .any(1, publicKey.toAny())
                .message(2, modeInfo.encode())
                .varint(3, sequence)
                .toByteArray();
    }
}
