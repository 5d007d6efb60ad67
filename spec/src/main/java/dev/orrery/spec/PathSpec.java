package dev.orrery.spec;

/**
 * A pair of chains joined by IBC: a client on each side, one connection, and one unordered {@code transfer} channel, all
 * open at genesis.
 *
 * @param a the name of one chain
 * @param b the name of the other
 */
public record PathSpec(String a, String b) {
    /** {@code hub<->zone}, as messages call it. */
    public String describe() {
        return a + "<->" + b;
    }
}
