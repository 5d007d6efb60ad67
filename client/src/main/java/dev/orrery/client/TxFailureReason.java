package dev.orrery.client;

import java.util.Arrays;
import java.util.Locale;

/** Why chains refuse transactions, as far as the reason is the same on all of them (SDK: types/errors). */
public enum TxFailureReason {
    UNAUTHORIZED(
            4,
            "unauthorized",
            "sign with the key of the account that the message names; check also the chain ID and the sign mode"),
    INSUFFICIENT_FUNDS(5, "insufficient funds", "fund the sender: it needs what it sends and the fee"),
    INVALID_ADDRESS(7, "invalid address", "check the addresses, and that they have the chain's prefix"),
    WRONG_KEY(
            8,
            "pubkey does not match signer address",
            "sign with the key of the account that the message names; of several signers, in the order of the"
                    + " messages"),
    UNKNOWN_ACCOUNT(9, "unknown address", "an account exists once it has received coins: fund it first"),
    INVALID_COINS(10, "invalid coins", "give coins of at least 1, each denom once"),
    OUT_OF_GAS(11, "out of gas", "give more gas: a higher limit, or a larger margin over the simulated gas"),
    MEMO_TOO_LARGE(12, "memo too large", "shorten the memo: chains allow 256 characters by default"),
    INSUFFICIENT_FEE(
            13,
            "insufficient fee",
            "pay more: raise the gas price to the node's minimum-gas-prices, in a denom of those"),
    TOO_MANY_SIGNATURES(
            14, "maximum number of signatures exceeded", "sign with fewer keys: chains allow 7 signatures by default"),
    /** The node's mempool takes no more. */
    MEMPOOL_FULL(
            20,
            "mempool is full",
            "wait until blocks have emptied it, or raise [mempool] size in the node's config.toml"),
    TOO_LARGE(
            21,
            "tx too large",
            "send fewer or smaller messages, or raise [mempool] max_tx_bytes and [rpc] max_body_bytes in the node's"
                    + " config.toml"),
    /** Its time-out height has passed. */
    HEIGHT_PASSED(30, "tx timeout height", "give a later timeoutHeight(…)"),
    WRONG_SEQUENCE(
            32,
            "account sequence mismatch",
            "something else sends from this account all the time: use one client for all of its transactions"),
    NOT_SUPPORTED(37, "feature not supported", "see in the chain's parameters whether it can be switched on"),
    INVALID_GAS_LIMIT(41, "invalid gas limit", "give less gas than a block of this chain may use"),
    /** The time until which it could be included has passed. */
    TIME_PASSED(42, "tx timeout", "give it more time"),
    /** Another transaction took its sequence, so that it can never be included. */
    REPLACED(-1, "", "something else sends from this account too: send it again"),
    /** Any other, which the chain's words explain. */
    OTHER(-1, "", "");

    private final int code;
    private final String text;
    private final String hint;

    TxFailureReason(int code, String text, String hint) {
        this.code = code;
        this.text = text;
        this.hint = hint;
    }

    /** What to do about it; empty where nothing can be said in general. */
    public String hint() {
        return hint;
    }

    /** What a code means; modules other than the SDK's own have codes of their own. */
    public static TxFailureReason of(String codespace, long code) {
        return Arrays.stream(values())
                .filter(reason -> codespace.equals("sdk") && reason.code > 0 && reason.code == code)
                .findFirst()
                .orElse(OTHER);
    }

    /** What words mean that come without a code. */
    public static TxFailureReason of(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(reason -> !reason.text.isEmpty() && small.contains(reason.text))
                .findFirst()
                .orElse(OTHER);
    }
}
