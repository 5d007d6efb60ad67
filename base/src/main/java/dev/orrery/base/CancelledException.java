package dev.orrery.base;

/** The calling thread was interrupted while it waited. The thread's interrupt flag is set again. */
public final class CancelledException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public CancelledException(Failure failure) {
        super(failure, null);
    }

    public CancelledException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
