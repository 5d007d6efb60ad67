package dev.orrery.network;

import dev.orrery.ibc.ChannelRequest;
import dev.orrery.ibc.ClientOptions;
import java.util.List;
import java.util.Optional;

/**
 * What a path shall be that is made while the network runs.
 *
 * @param name how the network calls it; empty: by its chains, {@code hub-zone}, with a number where that is taken
 * @param channels what it opens, in this order; IBC v2 has none
 * @param clients of both chains
 * @param relayed whether the embedded relayer relays on it
 * @param v2 whether it is a path of IBC v2: light clients that know each other, without a connection
 */
public record PathOptions(
        Optional<String> name, List<ChannelRequest> channels, ClientOptions clients, boolean relayed, boolean v2) {
    public PathOptions {
        channels = List.copyOf(channels);
    }

    /** One {@code transfer} channel, the usual light clients, relayed. */
    public static PathOptions standard() {
        return new PathOptions(
                Optional.empty(), List.of(ChannelRequest.transfer()), ClientOptions.standard(), true, false);
    }

    public PathOptions withName(String given) {
        return new PathOptions(Optional.of(given), channels, clients, relayed, v2);
    }

    public PathOptions withChannels(ChannelRequest... wanted) {
        return new PathOptions(name, List.of(wanted), clients, relayed, v2);
    }

    public PathOptions withClients(ClientOptions wanted) {
        return new PathOptions(name, channels, wanted, relayed, v2);
    }

    /** Nothing relays on it, but for what a test relays itself. */
    public PathOptions withoutRelayer() {
        return new PathOptions(name, channels, clients, false, v2);
    }

    /** Of IBC v2, for chains of ibc-go v10 and newer; whatever channels were asked for, it has none. */
    public PathOptions withIbcV2() {
        return new PathOptions(name, List.of(), clients, relayed, true);
    }
}
