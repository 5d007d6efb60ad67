package dev.orrery.ibc;

/**
 * One chain's side of a path: a light client (ICS-02) and an end of a connection (ICS-03).
 *
 * @param chain the chain on this side
 * @param clientId its light client of the other chain: {@code 07-tendermint-0}
 * @param connectionId its end of the connection: {@code connection-0}
 */
public record PathEnd(IbcChain chain, String clientId, String connectionId) {
    /** {@code hub connection-0}. */
    @Override
    public String toString() {
        return chain.name() + " " + connectionId;
    }
}
