package dev.orrery.engine.plan;

import dev.orrery.spec.ChannelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One chain's side of a path.
 *
 * @param path the path's name
 * @param chain this side's chain
 * @param counterparty the other side's chain
 * @param trustingPeriod of this chain's light client of the counterparty
 * @param clockDrift of the same client
 * @param relayers the accounts that pay for relaying on this chain: at least one, and one for each relayer of the path
 * @param open what is open at genesis; empty where handshakes make it
 */
public record PathEnd(
        String path,
        String chain,
        String counterparty,
        Duration trustingPeriod,
        Duration clockDrift,
        List<AccountLayout> relayers,
        Optional<Open> open) {
    public PathEnd {
        relayers = List.copyOf(relayers);
    }

    /**
     * What this chain has in its genesis.
     *
     * @param clientId this chain's light client of the counterparty: {@code 07-tendermint-0}
     * @param connectionId {@code connection-0}; empty in IBC v2
     * @param channels in the order of the path's channels; in IBC v2 the client as the one channel
     */
    public record Open(String clientId, String connectionId, List<OpenChannel> channels) {
        public Open {
            channels = List.copyOf(channels);
        }

        /** Whether packets go from client to client, without a connection. */
        public boolean isV2() {
            return connectionId.isEmpty();
        }
    }

    /**
     * One end of a channel.
     *
     * @param spec the channel as the user wrote it
     * @param port this end's port: {@code transfer}
     * @param id {@code channel-0}
     */
    public record OpenChannel(ChannelSpec spec, String port, String id) {}
}
