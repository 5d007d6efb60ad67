package dev.orrery.ibc;

import java.util.List;

/**
 * One end of a channel, as its chain has it (ICS-4).
 *
 * @param port {@code transfer}
 * @param id {@code channel-0}
 * @param state as the chain calls it without its prefix: {@code OPEN}, {@code INIT}, {@code TRYOPEN}, {@code CLOSED}
 * @param ordering {@code unordered} or {@code ordered}
 * @param counterpartyPort the port on the other chain
 * @param counterpartyId the channel on the other chain; empty while the other end is not known
 * @param connections the connections it runs over, from here to there; one, for all channels of today
 * @param version what its two modules agreed to speak: {@code ics20-1}
 */
public record ChannelEnd(
        String port,
        String id,
        String state,
        String ordering,
        String counterpartyPort,
        String counterpartyId,
        List<String> connections,
        String version) {
    public ChannelEnd {
        connections = List.copyOf(connections);
    }

    public boolean isOpen() {
        return state.equals("OPEN");
    }
}
