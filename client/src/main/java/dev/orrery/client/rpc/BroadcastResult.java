package dev.orrery.client.rpc;

import dev.orrery.client.tx.SignedTx;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a node's mempool said of a transaction (CheckTx).
 *
 * @param code 0 if it was taken in
 * @param codespace the module that refused it
 * @param log its words
 * @param hash the transaction's hash in upper-case hexadecimal
 */
public record BroadcastResult(long code, String codespace, String log, String hash) {
    /** The code for a transaction that the node has had already. */
    public static final int ALREADY_KNOWN = 19;
    /** The code for a mempool that takes no more. */
    public static final int MEMPOOL_FULL = 20;
    /** The code for a transaction that is larger than the node takes. */
    public static final int TOO_LARGE = 21;

    /** By what CometBFT's own refusals are known, in small letters, and the SDK's codes for them. */
    private static final Map<String, Integer> WORDS = Map.of(
            "tx already exists in cache", ALREADY_KNOWN,
            "mempool is full", MEMPOOL_FULL,
            "considered as full", MEMPOOL_FULL,
            "tx too large", TOO_LARGE,
            "closed the connection over a request", TOO_LARGE);

    /** What CometBFT says instead of asking the application; empty for any other error. */
    static Optional<BroadcastResult> refusedByCometBft(byte[] tx, String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(known -> small.contains(known.getKey()))
                .findFirst()
                .map(known -> new BroadcastResult(known.getValue(), "sdk", words, SignedTx.hash(tx)));
    }
}
