package dev.orrery.ibc.internal;

import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.client.wire.Any;
import dev.orrery.client.wire.ProtoWriter;

/** The messages of 02-client (ibc-go {@code ibc.core.client.v1}). */
public final class ClientMsgs {
    private static final String PACKAGE = "/ibc.core.client.v1.";

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

    /** Since ibc-go v8. */
    public static EncodedMsg recover(String subject, String substitute, String authority) {
        return new RawMsg(
                PACKAGE + "MsgRecoverClient",
                new ProtoWriter().string(1, subject).string(2, substitute).string(3, authority));
    }
}
