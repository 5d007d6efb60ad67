package dev.orrery.base;

import org.jspecify.annotations.Nullable;

/**
 * No node of a chain could be reached: nothing listens there, or the connection was lost before the answer came. Whether
 * the chain did what it was asked to is not known in the latter case.
 */
public final class UnreachableException extends ChainException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(Failure failure) {
        super(failure);
    }

    public UnreachableException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
