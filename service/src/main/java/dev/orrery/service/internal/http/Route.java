package dev.orrery.service.internal.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing that can be asked.
 *
 * @param path in Javalin's notation: {@code /v1/files/<path>} takes slashes, {@code /v1/chains/{name}} does not
 */
public record Route(HandlerType method, String path, Access access, Handler handler) {
    /** Who may ask at all; what exactly a node may do is decided by the handler. */
    public enum Access {
        /** Anybody, without a token. */
        ANYBODY,
        /** The operator and every node. */
        TOKEN,
        /** The operator alone. */
        OPERATOR
    }
}
