package dev.orrery.base;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything Orrery throws on purpose. Its {@link #failure()} says what was being done, where, what was
 * expected, what was seen, and what to try; {@link #getMessage()} is the same as text.
 */
public abstract sealed class OrreryException extends RuntimeException
        permits InvalidInputException,
                DeadlineExceededException,
                BinaryException,
                StageException,
                ChainException,
                NetworkStateException,
                HostException,
                CancelledException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    OrreryException(Failure failure, @Nullable Throwable cause) {
        super(String.join(System.lineSeparator(), failure.lines()), cause);
        this.failure = failure;
    }

    /** What went wrong, field by field. */
    public Failure failure() {
        return failure;
    }
}
