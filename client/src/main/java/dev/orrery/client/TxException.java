package dev.orrery.client;

import dev.orrery.base.ChainException;
import dev.orrery.base.Failure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction failed: its simulation, the node's mempool or the block that has it refused it. The message names what was
 * sent, the code, the chain's own words and, for the usual reasons, what to do.
 */
public final class TxException extends ChainException {
    private static final long serialVersionUID = 1L;

    private final transient Details details;

    /**
     * How a transaction failed.
     *
     * @param messages the types of its messages: {@code /cosmos.bank.v1beta1.MsgSend}
     * @param codespace the module whose code it is; empty if the chain gave words alone, as in a simulation
     * @param code the chain's code; 0 if it gave words alone
     * @param words the chain's own words
     * @param reason what they mean
     * @param result the transaction in its block; empty if it was refused before
     */
    public record Details(
            List<String> messages,
            String codespace,
            long code,
            String words,
            TxFailureReason reason,
            Optional<TxResult> result) {
        public Details {
            messages = List.copyOf(messages);
        }
    }

    /** For the client itself. */
    public TxException(Failure failure, Details details, @Nullable Throwable cause) {
        super(failure, cause);
        this.details = details;
    }

    /** Everything about it. */
    public Details details() {
        return details;
    }

    /** What the code and the words mean. */
    public TxFailureReason reason() {
        return details.reason();
    }

    /** The chain's code; 0 if it gave words alone, as a simulation does. */
    public long code() {
        return details.code();
    }

    /** The module whose code it is; empty if the chain gave words alone. */
    public String codespace() {
        return details.codespace();
    }

    /** The chain's own words. */
    public String words() {
        return details.words();
    }

    /** The transaction in its block, which took its fee; empty if it was refused before, and cost nothing. */
    public Optional<TxResult> result() {
        return details.result();
    }
}
