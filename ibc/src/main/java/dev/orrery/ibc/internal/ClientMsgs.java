package dev.orrery.ibc.internal;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;

/** The messages of 02-client (ICS-02; ibc-go {@code ibc.core.client.v1} and {@code v2}). */
public final class ClientMsgs {
    private static final String PACKAGE = "/ibc.core.client.v1.";

    /** Where ibc-go keeps what proofs are about. */
    static final byte[] STORE = "ibc".getBytes(StandardCharsets.UTF_8);

    private ClientMsgs() {}

    public static EncodedMsg create(Any clientState, Any consensusState, String signer) {
        return new RawMsg(
                PACKAGE + "MsgCreateClient",
                new ProtoWriter().any(1, clientState).any(2, consensusState).string(3, signer));
    }

    /** Also how misbehaviour is submitted, since ibc-go v7. */
    public static EncodedMsg update(String clientId, Any clientMessage, String signer) {
        return new RawMsg(
                PACKAGE + "MsgUpdateClient",
                new ProtoWriter().string(1, clientId).any(2, clientMessage).string(3, signer));
    }

    /**
     * Of IBC v2, since ibc-go v10. The prefix is the store of the counterparty's IBC, and within it the root of its keys: a
     * key is appended to the last part.
     */
    public static EncodedMsg registerCounterparty(String clientId, String counterpartyClientId, String signer) {
        return new RawMsg(
                "/ibc.core.client.v2.MsgRegisterCounterparty",
                new ProtoWriter()
                        .string(1, clientId)
                        .message(2, STORE)
                        .message(2, new byte[0])
                        .string(3, counterpartyClientId)
                        .string(4, signer));
    }

    /** Since ibc-go v8. */
    public static EncodedMsg recover(String subject, String substitute, String authority) {
        return new RawMsg(
                PACKAGE + "MsgRecoverClient",
                new ProtoWriter().string(1, subject).string(2, substitute).string(3, authority));
    }
}
