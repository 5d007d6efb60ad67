package dev.orrery.spec;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pair of chains joined by IBC: a light client on each side, one connection, and channels; or, in IBC v2, light clients that
 * know each other and nothing more.
 *
 * @param name how the network calls it, distinct in the network; by default {@code hub-zone}, from the chains' names
 * @param a the name of one chain
 * @param b the name of the other
 * @param channels the channels, in the order of the file; their names are distinct. None: only clients and a connection. In
 *     IBC v2 what goes from client to client stands for the one channel {@link ChannelSpec#TRANSFER}
 * @param open when clients, connection and channels are made
 * @param relayers what relays on it, in the order of the file; empty: nothing does. At least one is no backup
 * @param trustingPeriod of both light clients (ICS-7), shorter than the unbonding time of either chain; empty: two thirds
 *     of the unbonding time of the chain that the client follows
 * @param clockDrift how far a header may be from the future of the chain that gets it (ICS-7, {@code max_clock_drift})
 * @param ibc which IBC the two chains speak on it
 */
public record PathSpec(
        String name,
        String a,
        String b,
        List<ChannelSpec> channels,
        Opening open,
        List<RelayerSpec> relayers,
        Optional<Duration> trustingPeriod,
        Duration clockDrift,
        Ibc ibc) {
    /** What {@link #clockDrift} is where the file says nothing. */
    public static final Duration DEFAULT_CLOCK_DRIFT = Duration.ofSeconds(40);

    /** When a path is made. */
    public enum Opening {
        /** It is in the genesis of both chains, and open in their first block. */
        GENESIS,
        /** By the handshakes of ICS-3 and ICS-4, once both chains make blocks. */
        HANDSHAKE
    }

    /** The versions of IBC. */
    public enum Ibc {
        /** Connections and channels (ICS-3, ICS-4). */
        CLASSIC("classic"),
        /** Packets from light client to light client, without connections and channels (ICS-4 v2; since ibc-go v10). */
        V2("v2");

        private final String label;

        Ibc(String label) {
            this.label = label;
        }

        /** As files write it: {@code classic}. */
        public String label() {
            return label;
        }
    }

    public PathSpec {
        channels = List.copyOf(channels);
        relayers = List.copyOf(relayers);
    }

    /** A path that has nothing but defaults: one {@code transfer} channel, open at genesis, relayed by the embedded relayer. */
    public static PathSpec between(String a, String b) {
        return new PathSpec(
                defaultName(a, b),
                a,
                b,
                List.of(ChannelSpec.TRANSFER),
                Opening.GENESIS,
                List.of(RelayerSpec.EMBEDDED),
                Optional.empty(),
                DEFAULT_CLOCK_DRIFT,
                Ibc.CLASSIC);
    }

    /** {@code hub<->zone}, with the name where it has one of its own, as messages call it. */
    public String describe() {
        String pair = a + "<->" + b;
        return name.equals(defaultName(a, b)) ? pair : name + " (" + pair + ")";
    }

    /** What its relayers are called, in their order: by their kinds, with a number from the second of a kind on. */
    public List<String> relayerNames() {
        Map<RelayerSpec.Kind, Integer> count = new EnumMap<>(RelayerSpec.Kind.class);
        return relayers.stream()
                .map(relayer -> {
                    int number = count.merge(relayer.kind(), 1, Integer::sum);
                    return relayer.kind().label() + (number == 1 ? "" : "-" + number);
                })
                .toList();
    }

    /** {@code hub-zone}: what a path is called that the file gives no name. */
    public static String defaultName(String a, String b) {
        return a + "-" + b;
    }
}
