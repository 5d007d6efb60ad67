package dev.orrery.client.tx;

import dev.orrery.client.keys.MultisigPublicKey;
import dev.orrery.client.keys.MultisigSigner;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;
import java.util.stream.IntStream;

/** {@code cosmos.tx.v1beta1.ModeInfo}: how a signature was made, or those of a multisig account's members. */
public sealed interface ModeInfo {
    byte[] encode();

    /** One key's. */
    record Single(SignMode mode) implements ModeInfo {
        @Override
        public byte[] encode() {
            ProtoWriter single = new ProtoWriter().varint(1, mode.number());
            return new ProtoWriter().message(1, single).toByteArray();
        }
    }

    /**
     * Several members'.
     *
     * @param size how many members there are
     * @param signing the places of those who signed, ascending
     * @param mode what each of them signed
     */
    record Multi(int size, List<Integer> signing, SignMode mode) implements ModeInfo {
        public Multi {
            signing = List.copyOf(signing);
        }

        /** {@code CompactBitArray}: the first member is the highest bit of the first byte. */
        @Override
        public byte[] encode() {
            byte[] bits = new byte[(size + 7) / 8];
            signing.forEach(place -> bits[place / 8] |= (byte) (0x80 >>> (place % 8)));
            ProtoWriter array = new ProtoWriter().varint(1, size % 8).bytes(2, bits);
            ProtoWriter multi = new ProtoWriter().message(1, array);
            byte[] single = new Single(mode).encode();
            signing.forEach(place -> multi.message(2, single));
            return new ProtoWriter().message(2, multi).toByteArray();
        }
    }

    /** How this signer signs. */
    static ModeInfo of(Signer signer, SignMode mode) {
        if (signer instanceof MultisigSigner multisig) {
            List<PublicKey> keys = multisig.publicKey().keys();
            return new Multi(
                    keys.size(),
                    multisig.members().stream()
                            .map(member -> keys.indexOf(member.publicKey()))
                            .toList(),
                    mode);
        }
        return new Single(mode);
    }

    /** How the holder of this key might sign, for a simulation. */
    static ModeInfo of(PublicKey key, SignMode mode) {
        return key instanceof MultisigPublicKey multisig
                ? new Multi(
                        multisig.keys().size(),
                        IntStream.range(0, multisig.threshold()).boxed().toList(),
                        mode)
                : new Single(mode);
    }

    /** What stands for the signature in a simulation, which looks at its form alone. */
    default byte[] noSignature() {
        ProtoWriter out = new ProtoWriter();
        if (this instanceof Multi multi) {
            multi.signing().forEach(place -> out.message(1, new byte[0]));
        }
        return out.toByteArray();
    }
}
