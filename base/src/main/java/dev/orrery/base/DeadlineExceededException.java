package dev.orrery.base;

/** Something that was waited for did not happen in time. The failure says what was expected and what was seen last. */
public final class DeadlineExceededException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public DeadlineExceededException(Failure failure) {
        super(failure, null);
    }

    public DeadlineExceededException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
