package dev.orrery.client.rpc;

import java.util.List;

/** A chain's answer to a query that passed through its node. */
public final class AbciAnswer {
    private final byte[] key;
    private final byte[] value;
    private final long height;
    private final List<ProofOp> proof;

    AbciAnswer(byte[] key, byte[] value, long height, List<ProofOp> proof) {
        this.key = key;
        this.value = value;
        this.height = height;
        this.proof = List.copyOf(proof);
    }

    /** One step of a proof, from the value up to the root. */
    public static final class ProofOp {
        private final String type;
        private final byte[] key;
        private final byte[] data;

        ProofOp(String type, byte[] key, byte[] data) {
            this.type = type;
            this.key = key;
            this.data = data;
        }

        /** {@code ics23:iavl}, {@code ics23:simple}. */
        public String type() {
            return type;
        }

        public byte[] key() {
            return key.clone();
        }

        /** An encoded {@code ics23.CommitmentProof}. */
        public byte[] data() {
            return data.clone();
        }
    }

    public byte[] key() {
        return key.clone();
    }

    /** Empty where nothing is stored. */
    public byte[] value() {
        return value.clone();
    }

    /** The height that was asked; its state is proved by the header of the next one. */
    public long height() {
        return height;
    }

    /** Empty unless a proof was asked for. */
    public List<ProofOp> proof() {
        return proof;
    }
}
