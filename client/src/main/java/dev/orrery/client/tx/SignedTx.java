package dev.orrery.client.tx;

import dev.orrery.base.Sha256;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.Signatures;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.wire.ProtoWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A transaction with its signatures, ready to be broadcast: {@code cosmos.tx.v1beta1.TxRaw}. Immutable. */
public final class SignedTx {
    private final TxBody body;
    private final AuthInfo authInfo;
    private final List<byte[]> signatures;
    private final byte[] bytes;
    private final String hash;

    private SignedTx(TxBody body, AuthInfo authInfo, List<byte[]> signatures) {
        this.body = body;
        this.authInfo = authInfo;
        this.signatures = signatures;
        ProtoWriter out = new ProtoWriter().bytes(1, body.encode()).bytes(2, authInfo.encode());
        signatures.forEach(signature -> out.message(3, signature));
        this.bytes = out.toByteArray();
        this.hash = hash(bytes);
    }

    /**
     * Signs for an account alone, in SIGN_MODE_DIRECT.
     *
     * @param chainId the chain that may accept it
     * @param accountNumber the account's number on that chain; 0 in a gentx, whatever the account
     */
    public static SignedTx sign(
            TxBody body, Fee fee, Signer signer, long sequence, String chainId, long accountNumber) {
        AuthInfo authInfo = new AuthInfo(List.of(new SignerInfo(signer.publicKey(), sequence)), fee);
        byte[] signature = Signatures.sign(signer, signBytes(body, authInfo, chainId, accountNumber));
        return new SignedTx(body, authInfo, List.of(signature));
    }

    /**
     * A transaction and its signatures, wherever they come from.
     *
     * @param signatures in the order of {@link AuthInfo#signers()}
     */
    public static SignedTx of(TxBody body, AuthInfo authInfo, List<byte[]> signatures) {
        return new SignedTx(
                body, authInfo, signatures.stream().map(byte[]::clone).toList());
    }

    /** As the chain sees it in a simulation, which checks everything but the signatures. */
    public static SignedTx unsigned(TxBody body, AuthInfo authInfo) {
        return new SignedTx(
                body,
                authInfo,
                authInfo.signers().stream()
                        .map(signer -> signer.modeInfo().noSignature())
                        .toList());
    }

    /** As {@link #unsigned(TxBody, AuthInfo)}, of an account alone. */
    public static SignedTx unsigned(TxBody body, Fee fee, PublicKey publicKey, long sequence) {
        return unsigned(body, new AuthInfo(List.of(new SignerInfo(publicKey, sequence)), fee));
    }

    /** The bytes of {@code cosmos.tx.v1beta1.SignDoc}, which a signer in SIGN_MODE_DIRECT signs. */
    public static byte[] signBytes(TxBody body, AuthInfo authInfo, String chainId, long accountNumber) {
        return new ProtoWriter()
                .bytes(1, body.encode())
                .bytes(2, authInfo.encode())
                .string(3, chainId)
                .varint(4, accountNumber)
                .toByteArray();
    }

    /** What is broadcast. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The transaction's name on the chain: SHA-256 of its bytes in upper-case hexadecimal. */
    public String hash() {
        return hash;
    }

    /** The name that these bytes have on the chain: SHA-256 in upper-case hexadecimal. */
    public static String hash(byte[] tx) {
        return HexFormat.of().withUpperCase().formatHex(Sha256.of(tx));
    }

    /** Messages, memo and time-out. */
    public TxBody body() {
        return body;
    }

    /** Who signs in which mode, and the fee. */
    public AuthInfo authInfo() {
        return authInfo;
    }

    /** One of each signer, in the order of {@link AuthInfo#signers}; copies. */
    public List<byte[]> signatures() {
        return signatures.stream().map(byte[]::clone).toList();
    }

    /**
     * A gentx as {@code app_state.genutil.gen_txs} holds it: signed with account number 0 and sequence 0, without a fee.
     *
     * @param gasLimit enough for the message; {@code gentx} itself writes 200000
     */
    public static ObjectNode genTx(
            MsgCreateValidator message, Signer operator, String chainId, long gasLimit, String memo) {
        return genTx(message, operator, chainId, new Fee(List.of(), gasLimit), memo);
    }

    /**
     * As {@link #genTx(MsgCreateValidator, Signer, String, long, String)}, with a fee: chains with a fee market may ask for one
     * in genesis too.
     */
    public static ObjectNode genTx(MsgCreateValidator message, Signer operator, String chainId, Fee fee, String memo) {
        return genTx(message, message.json(), operator, 0, chainId, fee, memo);
    }

    /**
     * A transaction of genesis with any message: x/genutil runs whatever stands in {@code gen_txs}, in that order
     * ({@code DeliverGenTxs}), with account number 0 for everybody.
     *
     * @param json the message in the SDK's JSON
     * @param sequence how many transactions of genesis the signer has before this one
     */
    public static ObjectNode genTx(
            EncodedMsg message,
            ObjectNode json,
            Signer signer,
            long sequence,
            String chainId,
            long gasLimit,
            String memo) {
        return genTx(message, json, signer, sequence, chainId, new Fee(List.of(), gasLimit), memo);
    }

    private static ObjectNode genTx(
            EncodedMsg message, ObjectNode json, Signer signer, long sequence, String chainId, Fee fee, String memo) {
        SignedTx tx = sign(new TxBody(List.of(message.toAny()), memo, 0), fee, signer, sequence, chainId, 0);
        return tx.json(List.of(json));
    }

    /** The transaction in the SDK's JSON; the caller gives the messages in that form. */
    private ObjectNode json(List<? extends JsonNode> messages) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode bodyJson = json.putObject("body");
        bodyJson.putArray("messages").addAll(messages);
        bodyJson.put("memo", body.memo()).put("timeout_height", Long.toUnsignedString(body.timeoutHeight()));
        bodyJson.putArray("extension_options");
        bodyJson.putArray("non_critical_extension_options");
        ObjectNode auth = json.putObject("auth_info");
        ArrayNode infos = auth.putArray("signer_infos");
        for (SignerInfo signer : authInfo.signers()) {
            ObjectNode info = infos.addObject();
            info.set("public_key", signer.publicKey().json());
            info.putObject("mode_info").putObject("single").put("mode", "SIGN_MODE_DIRECT");
            info.put("sequence", Long.toUnsignedString(signer.sequence()));
        }
        Fee fee = authInfo.fee();
        auth.putObject("fee")
                .put("gas_limit", Long.toUnsignedString(fee.gasLimit()))
                .put("payer", fee.payer())
                .put("granter", fee.granter())
                .set("amount", CoinWire.json(fee.amount()));
        ArrayNode encoded = json.putArray("signatures");
        signatures.forEach(signature -> encoded.add(Base64.getEncoder().encodeToString(signature)));
        return json;
    }
}
