package dev.orrery.binaries;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;

/** The network could not be asked; what was found out before may still serve. Never leaves this package. */
final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    UnreachableException(Failure failure) {
        super(failure.headline());
        this.failure = failure;
    }

    BinaryException asBinaryException() {
        return new BinaryException(failure, this);
    }
}
