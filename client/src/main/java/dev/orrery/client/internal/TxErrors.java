package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.BroadcastResult;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a chain's refusal means and what to do about it. Codes are those of the SDK's {@code types/errors}. */
final class TxErrors {
    static final int WRONG_SEQUENCE = 32;

    private static final Pattern EXPECTED_SEQUENCE =
            Pattern.compile("account sequence mismatch, expected (\\d+), got \\d+");
    private static final List<Known> KNOWN = List.of(
            new Known(
                    4,
                    "unauthorized",
                    "sign with the key of the account that the message names; " + "check also the chain ID"),
            new Known(
                    8,
                    "pubKey does not match signer address",
                    "sign with the key of the account that the message names"),
            new Known(5, "insufficient funds", "fund the sender: it needs what it sends and the fee"),
            new Known(11, "out of gas", "give more gas, with gas(…) or a larger gasMargin(…)"),
            new Known(
                    13,
                    "insufficient fee",
                    "raise the gas price to the node's minimum-gas-prices, in a denom of those"),
            new Known(
                    BroadcastResult.MEMPOOL_FULL,
                    "mempool is full",
                    "wait for blocks to take what is there, or raise [mempool] size in config.toml"),
            new Known(
                    BroadcastResult.TOO_LARGE,
                    "tx too large",
                    "split it into several transactions, or raise [mempool] max_tx_bytes and [rpc] max_body_bytes"
                            + " in config.toml"),
            new Known(
                    WRONG_SEQUENCE,
                    "account sequence mismatch",
                    "something else sends from this account too: use one client for all of its transactions"));
    private static final Map<Integer, String> BY_CODE =
            KNOWN.stream().collect(Collectors.toMap(Known::code, Known::hint));

    private TxErrors() {}

    private record Known(int code, String words, String hint) {}

    static boolean isWrongSequence(String codespace, long code) {
        return codespace.equals("sdk") && code == WRONG_SEQUENCE;
    }

    /** The sequence that the chain's words ask for. */
    static OptionalLong expectedSequence(String words) {
        Matcher match = EXPECTED_SEQUENCE.matcher(words);
        return match.find() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
    }

    /** A refusal with its code, by the mempool or in a block. */
    static ChainException refused(String doing, String where, String codespace, long code, String words) {
        Failure.Builder failure = Failure.doing(doing)
                .where(where)
                .expected("code 0")
                .seen("code " + code + " of " + codespace + ": " + words);
        String hint = codespace.equals("sdk") ? BY_CODE.get((int) code) : null;
        return new ChainException((hint == null ? failure : failure.hint(hint)).build());
    }

    /** The sender is nobody on this chain. */
    static ChainException unknownSender(String doing, String where, ChainException cause) {
        return new ChainException(
                Failure.doing(doing)
                        .where(where)
                        .expected("an account that the chain knows")
                        .seen(cause.failure().seen().orElse(""))
                        .hint("an account exists once it has received coins: fund it first")
                        .build(),
                cause);
    }

    /** A refusal by the simulation. */
    static ChainException simulationRefused(String doing, String where, OrreryException cause) {
        String words = cause.failure().seen().orElse("");
        Failure.Builder failure = Failure.doing(doing)
                .where(where)
                .expected("a simulation that succeeds")
                .seen(words);
        KNOWN.stream()
                .filter(known -> words.contains(known.words))
                .findFirst()
                .ifPresent(known -> failure.hint(known.hint));
        return new ChainException(failure.build(), cause);
    }
}
