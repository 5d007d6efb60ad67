package dev.orrery.base;

/** A stage of a node's life failed, for example because its process exited at start. */
public final class StageException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public StageException(Failure failure) {
        super(failure, null);
    }

    public StageException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
