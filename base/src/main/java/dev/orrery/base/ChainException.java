package dev.orrery.base;

import org.jspecify.annotations.Nullable;

/**
 * A chain refused a transaction or a query, or could not be reached. The failure quotes the chain's own words. Where it
 * could not be reached, this is an {@link UnreachableException}; the client of a chain throws a subclass for a transaction
 * that failed.
 */
public non-sealed class ChainException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public ChainException(Failure failure) {
        super(failure, null);
    }

    public ChainException(Failure failure, @Nullable Throwable cause) {
        super(failure, cause);
    }
}
