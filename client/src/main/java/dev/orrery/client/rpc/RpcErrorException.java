package dev.orrery.client.rpc;

/** The node answered a call with a JSON-RPC error. Never leaves this package. */
final class RpcErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    RpcErrorException(String message) {
        super(message);
    }
}
