package dev.orrery.base;

/** A chain refused a transaction or a query, or could not be reached. The failure quotes the chain's own words. */
public final class ChainException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public ChainException(Failure failure) {
        super(failure, null);
    }

    public ChainException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
