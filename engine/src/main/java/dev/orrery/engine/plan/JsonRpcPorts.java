package dev.orrery.engine.plan;

/**
 * The ports that a node of a chain with an EVM listens on for Ethereum's clients ({@code json-rpc} of {@code app.toml}).
 *
 * @param http requests over HTTP
 * @param ws requests and subscriptions over WebSocket
 * @param metrics what the server measures of itself
 */
public record JsonRpcPorts(int http, int ws, int metrics) {
    /** How many they are. */
    public static final int COUNT = 3;

    /** Three ports that follow each other. */
    public static JsonRpcPorts from(int first) {
        return new JsonRpcPorts(first, first + 1, first + 2);
    }
}
