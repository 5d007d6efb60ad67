package dev.orrery.engine.plan;

/**
 * One chain's side of a path that is open at genesis.
 *
 * @param chain this side's chain
 * @param counterparty the other side's chain
 * @param clientId this chain's light client of the counterparty: {@code 07-tendermint-0}
 * @param connectionId {@code connection-0}
 * @param port {@code transfer}
 * @param channelId {@code channel-0}
 * @param version the channel's version: {@code ics20-1}
 */
public record PathEnd(
        String chain,
        String counterparty,
        String clientId,
        String connectionId,
        String port,
        String channelId,
        String version) {}
