package dev.orrery.ibc;

/**
 * One side of a connection, as its chain has it (ICS-3).
 *
 * @param id {@code connection-0}
 * @param state as the chain calls it without its prefix: {@code OPEN}, {@code INIT}, {@code TRYOPEN}
 * @param clientId the light client of the other chain: {@code 07-tendermint-0}
 * @param counterpartyClientId the other chain's light client of this one
 * @param counterpartyId the connection on the other chain; empty while the other side is not known
 */
public record ConnectionEnd(
        String id, String state, String clientId, String counterpartyClientId, String counterpartyId) {
    public boolean isOpen() {
        return state.equals("OPEN");
    }
}
