package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.TxException;
import dev.orrery.client.TxException.Details;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chain's refusals as exceptions. */
final class TxErrors {
    private static final Pattern SEQUENCES = Pattern.compile("account sequence mismatch, expected (\\d+), got (\\d+)");

    private TxErrors() {}

    /** What is being sent, and by whom. */
    record Subject(String doing, String chainId, List<String> messages) {}

    /** The sequence that the chain's words ask for. */
    static OptionalLong expectedSequence(String words) {
        Matcher match = SEQUENCES.matcher(words);
        return match.find() ? OptionalLong.of(Long.parseLong(match.group(1))) : OptionalLong.empty();
    }

    /** The sequence that the chain's words say was wrong. */
    static OptionalLong refusedSequence(String words) {
        Matcher match = SEQUENCES.matcher(words);
        return match.find() ? OptionalLong.of(Long.parseLong(match.group(2))) : OptionalLong.empty();
    }

    /** A refusal by the mempool. */
    static TxException refused(Subject subject, String codespace, long code, String words) {
        return failed(subject, subject.chainId, codespace, code, words, Optional.empty());
    }

    /** A failure in a block. */
    static TxException failed(Subject subject, TxResult result) {
        String where = subject.chainId + ", block " + result.height() + ", transaction " + result.hash();
        return failed(subject, where, result.codespace(), result.code(), result.rawLog(), Optional.of(result));
    }

    /** The sender is nobody on this chain. */
    static TxException unknownSender(Subject subject, ChainException cause) {
        String words = cause.failure().seen().orElse("");
        return exception(
                subject,
                subject.chainId,
                "an account that the chain knows",
                words,
                new Details(subject.messages, "", 0, words, TxFailureReason.UNKNOWN_ACCOUNT, Optional.empty()),
                cause);
    }

    /** A refusal by the simulation, which gives words alone. */
    static TxException simulationRefused(Subject subject, OrreryException cause) {
        String words = cause.failure().seen().orElse("");
        return exception(
                subject,
                subject.chainId,
                "a simulation that succeeds",
                words,
                new Details(subject.messages, "", 0, words, TxFailureReason.of(words), Optional.empty()),
                cause);
    }

    /** Another transaction has its sequence. */
    static TxException replaced(Subject subject, String hash, long sequence) {
        String words = "another transaction of the account took the sequence " + sequence;
        return exception(
                subject,
                subject.chainId + ", transaction " + hash,
                "its inclusion",
                words,
                new Details(subject.messages, "", 0, words, TxFailureReason.REPLACED, Optional.empty()),
                null);
    }

    private static TxException failed(
            Subject subject, String where, String codespace, long code, String words, Optional<TxResult> result) {
        return exception(
                subject,
                where,
                "code 0",
                "code " + code + " of " + codespace + ": " + words,
                new Details(subject.messages, codespace, code, words, TxFailureReason.of(codespace, code), result),
                null);
    }

    private static TxException exception(
            Subject subject, String where, String expected, String seen, Details details, @Nullable Throwable cause) {
        Failure.Builder failure =
                Failure.doing(subject.doing).where(where).expected(expected).seen(seen);
        String hint = details.reason().hint();
        return new TxException((hint.isEmpty() ? failure : failure.hint(hint)).build(), details, cause);
    }
}
