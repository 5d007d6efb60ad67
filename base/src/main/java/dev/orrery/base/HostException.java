package dev.orrery.base;

/** This machine refused something: a port is taken, the disk is full, a folder cannot be written. */
public final class HostException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public HostException(Failure failure) {
        super(failure, null);
    }

    public HostException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
