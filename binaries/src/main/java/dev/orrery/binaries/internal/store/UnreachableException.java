package dev.orrery.binaries.internal.store;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;

/** The network could not be asked; what was found out before may still serve. Never leaves this package. */
public final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public UnreachableException(Failure failure) {
        super(failure.headline());
        this.failure = failure;
    }

    public BinaryException asBinaryException() {
        return new BinaryException(failure, this);
    }
}
