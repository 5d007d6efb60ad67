package dev.orrery.spec.internal;

import dev.orrery.spec.ChannelSpec;
import dev.orrery.spec.ChannelSpec.Ordering;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.PathSpec.Ibc;
import dev.orrery.spec.PathSpec.Opening;
import dev.orrery.spec.RelayerSpec;
import dev.orrery.spec.internal.Lists.Many;
import dev.orrery.spec.internal.Lists.OneOrMany;
import dev.orrery.spec.internal.Lists.Some;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** The keys of a path, with what stands in their place where they are left out. */
final class PathFormat {
    private static final int MOST_CHANNELS = 100;
    private static final int MOST_RELAYERS = 10;
    private static final Place NOWHERE = new Place(1, 1, "");

    static final Key<List<Located<String>>> BETWEEN = Key.required(
            "between",
            new Many<>("a list of the names of two chains, such as [hub, zone]", Texts.CHAIN_REFERENCE, 2, 2),
            "The two chains.");
    static final Key<String> NAME = Key.optional(
            "name",
            Texts.NAME,
            "How the network calls the path, by default <chain>-<chain>; needed where a pair of chains has several"
                    + " paths.");

    static final Key<String> CHANNEL_NAME =
            Key.optional("name", Texts.NAME, "How the path calls the channel; by default the port of the first chain.");
    static final Key<String> PORT = Key.optional("port", Texts.PORT, "The port on both chains.");
    static final Key<List<Located<String>>> PORTS = Key.optional(
            "ports",
            new Many<>("a list of two ports, one for each chain, in the order of `between`", Texts.PORT, 2, 2),
            "The ports where they differ: one for each chain, in the order of `between`.");
    static final Key<String> CHANNEL_VERSION = Key.optional(
            "version",
            Texts.CHANNEL_VERSION,
            "What the two modules speak; " + ChannelSpec.TRANSFER_VERSION + " where both ports are transfer.");
    static final Key<Ordering> ORDERING = Key.optional(
                    "ordering",
                    Choice.of(List.of(
                            Map.entry(Ordering.UNORDERED.label(), Ordering.UNORDERED),
                            Map.entry(Ordering.ORDERED.label(), Ordering.ORDERED))),
                    "Whether packets must be received in the order of their sending.")
            .withDefault(Ordering.UNORDERED, Schemas.text(Ordering.UNORDERED.label()));
    private static final ShortOrFull CHANNEL = new ShortOrFull(
            "a port, or a mapping whose keys are among name, port, ports, version and ordering",
            PORT,
            Keyed.of(CHANNEL_NAME, PORT, PORTS, CHANNEL_VERSION, ORDERING));
    static final Key<List<Located<Bound>>> CHANNELS = Key.optional(
                    "channels",
                    new Many<>("a list of at most 100 channels, such as [transfer]", CHANNEL, 0, MOST_CHANNELS),
                    "The channels, each a port or a mapping.")
            .withDefault(
                    List.of(new Located<>(NOWHERE, Optional.of(only(PORT, ChannelSpec.TRANSFER_PORT)))),
                    JsonNodeFactory.instance.arrayNode().add(ChannelSpec.TRANSFER_PORT));

    static final Key<Opening> OPEN = Key.optional(
                    "open",
                    Choice.of(
                            List.of(Map.entry("genesis", Opening.GENESIS), Map.entry("handshake", Opening.HANDSHAKE))),
                    "When clients, connection and channels are made: at genesis, or by handshakes after the start.")
            .withDefault(Opening.GENESIS, Schemas.text("genesis"));

    /** Empty: none. */
    static final Key<Optional<RelayerSpec.Kind>> KIND =
            Key.required("kind", Choice.of(kinds()), "Which relayer it is, or none.");

    static final Key<Bound> RELAYER_BINARY = Key.optional(
            "binary",
            BinaryFormat.RELAYER_SOURCE,
            "Where the relayer's program comes from: exactly one source; not for embedded.");
    static final Key<Boolean> BACKUP = Key.optional(
                    "backup", new Truth(), "Whether it takes over only when the other relayers of the path are gone.")
            .withDefault(false, JsonNodeFactory.instance.booleanNode(false));
    private static final ShortOrFull ONE_RELAYER = new ShortOrFull(
            "embedded, hermes, rly or none, or a mapping whose keys are among kind, binary and backup",
            KIND,
            Keyed.of(KIND, RELAYER_BINARY, BACKUP));
    static final Key<Some<Bound>> RELAYER = Key.optional(
                    "relayer",
                    new OneOrMany<>(ONE_RELAYER, new Many<>("a list of such relayers", ONE_RELAYER, 1, MOST_RELAYERS)),
                    "What relays on the path: one relayer or a list, or none.")
            .withDefault(
                    new Some<>(
                            false,
                            List.of(new Located<>(
                                    NOWHERE, Optional.of(only(KIND, Optional.of(RelayerSpec.Kind.EMBEDDED)))))),
                    Schemas.text(RelayerSpec.Kind.EMBEDDED.label()));

    static final Key<Duration> TRUSTING_PERIOD = Key.optional(
            "trustingPeriod",
            Texts.TRUSTING_PERIOD,
            "The trusting period of both light clients, shorter than either chain's unbonding time; by default two"
                    + " thirds of it.");
    static final Key<Duration> CLOCK_DRIFT = Key.optional(
                    "clockDrift",
                    Texts.CLOCK_DRIFT,
                    "How far a header may be from the future of the chain that gets it.")
            .withDefault(PathSpec.DEFAULT_CLOCK_DRIFT, Schemas.text("40s"));

    static final Key<Ibc> IBC = Key.optional(
                    "ibc",
                    Choice.of(List.of(Map.entry(Ibc.CLASSIC.label(), Ibc.CLASSIC), Map.entry(Ibc.V2.label(), Ibc.V2))),
                    "Which IBC it is: classic with connections and channels, or v2, where packets go from light client"
                            + " to light client.")
            .withDefault(Ibc.CLASSIC, Schemas.text(Ibc.CLASSIC.label()));

    static final Keyed PATH = Keyed.of(BETWEEN, NAME, CHANNELS, OPEN, RELAYER, TRUSTING_PERIOD, CLOCK_DRIFT, IBC);

    private PathFormat() {}

    private static <T> Bound only(Key<T> key, T value) {
        return new Bound(NOWHERE, Map.of(key.name(), new Located<>(NOWHERE, Optional.of(value))));
    }

    private static List<Map.Entry<String, Optional<RelayerSpec.Kind>>> kinds() {
        List<Map.Entry<String, Optional<RelayerSpec.Kind>>> kinds = new ArrayList<>();
        for (RelayerSpec.Kind kind : RelayerSpec.Kind.values()) {
            kinds.add(Map.entry(kind.label(), Optional.of(kind)));
        }
        kinds.add(Map.entry("none", Optional.empty()));
        return kinds;
    }
}
