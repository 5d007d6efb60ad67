package dev.orrery.ibc;

/**
 * One chain's side of a path: a light client (ICS-02), and an end of a connection (ICS-03) unless the path is one of IBC v2,
 * where packets go from client to client.
 *
 * @param chain the chain on this side
 * @param clientId its light client of the other chain: {@code 07-tendermint-0}
 * @param connectionId its end of the connection: {@code connection-0}; empty where there is none
 */
public record PathEnd(IbcChain chain, String clientId, String connectionId) {
    /** Whether there is no connection, so that this is an end of a path of IBC v2. */
    public boolean isV2() {
        return connectionId.isEmpty();
    }

    /** {@code hub connection-0}; of IBC v2, {@code hub 07-tendermint-0}. */
    @Override
    public String toString() {
        return chain.name() + " " + (isV2() ? clientId : connectionId);
    }
}
