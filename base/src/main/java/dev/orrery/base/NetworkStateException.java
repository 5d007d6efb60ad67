package dev.orrery.base;

/** The network is not in the state that the call needs: it is running already, or is not running. */
public final class NetworkStateException extends OrreryException {
    private static final long serialVersionUID = 1L;

    public NetworkStateException(Failure failure) {
        super(failure, null);
    }

    public NetworkStateException(Failure failure, Throwable cause) {
        super(failure, cause);
    }
}
