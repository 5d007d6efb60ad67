package dev.orrery.client.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Signs for a multisig account with as many of its members as are needed. Each member may be any {@link Signer}, so the
 * keys may be in different places. Members sign {@link SignMode#LEGACY_AMINO_JSON}, as the SDK's own tools have them do.
 */
public final class MultisigSigner implements Signer {
    private final MultisigPublicKey publicKey;
    private final List<Signer> members;

    private MultisigSigner(MultisigPublicKey publicKey, List<Signer> members) {
        this.publicKey = publicKey;
        this.members = members;
    }

    /**
     * An account and those of its members who sign; of more than are needed, the first ones do.
     *
     * @throws InvalidInputException if they are too few, or one is no member
     */
    public static MultisigSigner of(MultisigPublicKey publicKey, List<? extends Signer> members) {
        List<PublicKey> keys = publicKey.keys();
        List<Signer> signing = new ArrayList<>();
        for (Signer member : members) {
            if (!keys.contains(member.publicKey())) {
                throw invalid(publicKey, "signers whose keys belong to it", member.publicKey() + ", which does not");
            }
            if (signing.stream().noneMatch(other -> other.publicKey().equals(member.publicKey()))) {
                signing.add(member);
            }
        }
        if (signing.size() < publicKey.threshold()) {
            throw invalid(publicKey, "at least " + publicKey.threshold() + " signers", signing.size() + " of them");
        }
        Comparator<Signer> inOrder = Comparator.comparingInt(member -> keys.indexOf(member.publicKey()));
        return new MultisigSigner(
                publicKey,
                signing.stream().limit(publicKey.threshold()).sorted(inOrder).toList());
    }

    @Override
    public MultisigPublicKey publicKey() {
        return publicKey;
    }

    /** Those who sign, in the order of their keys. */
    public List<Signer> members() {
        return members;
    }

    @Override
    public List<SignMode> modes() {
        return List.of(SignMode.LEGACY_AMINO_JSON);
    }

    /** The members' signatures, as an encoded {@code cosmos.crypto.multisig.v1beta1.MultiSignature}. */
    @Override
    public byte[] sign(byte[] message) {
        ProtoWriter out = new ProtoWriter();
        for (Signer member : members) {
            out.message(1, Signatures.sign(member, message));
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return members.size() + " signers of the " + publicKey;
    }

    private static InvalidInputException invalid(MultisigPublicKey key, String expected, String seen) {
        return new InvalidInputException(Failure.doing("signing for the " + key)
                .expected(expected)
                .seen(seen)
                .build());
    }
}
