package dev.orrery.client.keys;

/** What of a transaction is signed ({@code cosmos.tx.signing.v1beta1.SignMode}). */
public enum SignMode {
    /** The transaction's own bytes, in a {@code SignDoc}. */
    DIRECT(1),
    /**
     * A JSON text that shows the messages. What Ledger devices and members of multisig accounts sign, on chains of every
     * age (x/tx: signing/aminojson).
     */
    LEGACY_AMINO_JSON(127);

    private final int number;

    SignMode(int number) {
        this.number = number;
    }

    /** Its number in protobuf. */
    public int number() {
        return number;
    }

    /** Its name in protobuf: {@code SIGN_MODE_DIRECT}. */
    public String protoName() {
        return "SIGN_MODE_" + name();
    }
}
