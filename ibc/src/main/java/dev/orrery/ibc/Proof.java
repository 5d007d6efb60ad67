package dev.orrery.ibc;

/**
 * Evidence of what a chain stores under a key, or that it stores nothing there (ICS-23): a chain of commitment proofs from
 * the key up to the root in a header. Immutable.
 */
public final class Proof {
    private final byte[] value;
    private final byte[] merkleProof;
    private final Height height;

    /**
     * @param value what is stored; empty where nothing is
     * @param merkleProof an encoded {@code ibc.core.commitment.v1.MerkleProof}
     * @param height the height of the header whose root it leads to, one above the state that it proves
     */
    public Proof(byte[] value, byte[] merkleProof, Height height) {
        this.value = value.clone();
        this.merkleProof = merkleProof.clone();
        this.height = height;
    }

    /** What is stored; empty where the proof is one of absence. */
    public byte[] value() {
        return value.clone();
    }

    /** An encoded {@code ibc.core.commitment.v1.MerkleProof}. */
    public byte[] bytes() {
        return merkleProof.clone();
    }

    /** The height whose consensus state verifies it. */
    public Height height() {
        return height;
    }

    /** The same proof for another height, which another root belongs to; for those who test refusals. */
    public Proof at(Height other) {
        return new Proof(value, merkleProof, other);
    }

    /** The same proof with its last byte changed; for those who test refusals. */
    public Proof tampered() {
        byte[] changed = merkleProof.clone();
        changed[changed.length - 1] ^= 1;
        return new Proof(value, changed, height);
    }
}
