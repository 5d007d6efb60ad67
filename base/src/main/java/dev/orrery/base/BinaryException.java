package dev.orrery.base;

/** A chain binary could not be had: not found, not executable, not for this machine, or its build failed. */
public final class BinaryException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public BinaryException(Failure failure) {
        super(failure, null);
    }

    public BinaryException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
