package dev.orrery.engine.plan;

import dev.orrery.client.wire.ProtoWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import tools.jackson.databind.JsonNode;

/** Looks at a gentx as the chain does: encodes what its JSON says, and verifies the signature over that. */
final class GenTxSignature {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

    private GenTxSignature() {}

    static boolean verifies(JsonNode genTx, String chainId) {
        JsonNode signer = genTx.at("/auth_info/signer_infos/0");
        byte[] key = base64(signer.at("/public_key/key"));
        byte[] signature = base64(genTx.at("/signatures/0"));
        byte[] signed = signDoc(genTx, signer, key, chainId);

        byte[] hash = new byte[32];
        SHA256Digest sha256 = new SHA256Digest();
        sha256.update(signed, 0, signed.length);
        sha256.doFinal(hash, 0);
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(key), DOMAIN));
        // The SDK refuses signatures whose s is in the upper half, since anybody could turn one into the other.
        boolean low = s.compareTo(DOMAIN.getN().shiftRight(1)) <= 0;
        return low && signature.length == 64 && verifier.verifySignature(hash, r, s);
    }

    private static byte[] signDoc(JsonNode genTx, JsonNode signer, byte[] key, String chainId) {
        JsonNode message = genTx.at("/body/messages/0");
        byte[] body = new ProtoWriter()
                .message(1, any(message.path("@type").asString(), createValidator(message)))
                .string(2, genTx.at("/body/memo").asString())
                .toByteArray();
        ProtoWriter direct = new ProtoWriter().message(1, new ProtoWriter().varint(1, 1));
        ProtoWriter info = new ProtoWriter()
                .message(1, any(signer.at("/public_key/@type").asString(), new ProtoWriter().bytes(1, key)))
                .message(2, direct)
                .varint(3, signer.path("sequence").asLong());
        ProtoWriter fee =
                new ProtoWriter().varint(2, genTx.at("/auth_info/fee/gas_limit").asLong());
        byte[] authInfo = new ProtoWriter().message(1, info).message(2, fee).toByteArray();
        return new ProtoWriter()
                .bytes(1, body)
                .bytes(2, authInfo)
                .string(3, chainId)
                .toByteArray();
    }

    private static ProtoWriter createValidator(JsonNode message) {
        JsonNode commission = message.path("commission");
        return new ProtoWriter()
                .message(
                        1,
                        new ProtoWriter()
                                .string(1, message.at("/description/moniker").asString()))
                .message(
                        2,
                        new ProtoWriter()
                                .string(1, decimal(commission.path("rate")))
                                .string(2, decimal(commission.path("max_rate")))
                                .string(3, decimal(commission.path("max_change_rate"))))
                .string(3, message.path("min_self_delegation").asString())
                .string(4, message.path("delegator_address").asString())
                .string(5, message.path("validator_address").asString())
                .message(
                        6,
                        any(
                                message.at("/pubkey/@type").asString(),
                                new ProtoWriter().bytes(1, base64(message.at("/pubkey/key")))))
                .message(
                        7,
                        new ProtoWriter()
                                .string(1, message.at("/value/denom").asString())
                                .string(2, message.at("/value/amount").asString()));
    }

    private static ProtoWriter any(String type, ProtoWriter value) {
        return new ProtoWriter().string(1, type).bytes(2, value.toByteArray());
    }

    /** LegacyDec travels as the integer of its 18 decimals. */
    private static String decimal(JsonNode text) {
        return new BigDecimal(text.asString())
                .movePointRight(18)
                .toBigIntegerExact()
                .toString();
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.asString());
    }
}
