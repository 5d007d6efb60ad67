package dev.orrery.engine.relayers;

import dev.orrery.spec.BinarySpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The relayers that run as processes: how each is planned, and how it tells that it relays. */
public enum RelayerProgram {
    /** Hermes, the relayer in Rust. */
    HERMES(HermesPlanner.PORTS) {
        @Override
        public Optional<BinarySpec> defaultBinary() {
            return Optional.of(HermesPlanner.DEFAULT_BINARY);
        }

        @Override
        public RelayerPlan plan(RelayerTask task, List<Integer> ports) {
            return HermesPlanner.plan(task, ports);
        }

        @Override
        public URI endpoint(List<Integer> ports) {
            return HermesPlanner.rest(ports);
        }

        // Its REST server hands the question on to the part that relays, which answers when it runs.
        @Override
        public URI question(List<Integer> ports) {
            return endpoint(ports).resolve("/state");
        }

        @Override
        public Optional<String> missing(RelayerTask task, String answer) {
            try {
                JsonNode state = JsonMapper.shared().readTree(answer);
                List<String> known = state.at("/result/chains")
                        .valueStream()
                        .map(chain -> chain.asString(""))
                        .toList();
                return task.ends()
                        .map(end -> end.chain().chainId())
                        .filter(chain -> !known.contains(chain))
                        .findFirst()
                        .map(chain -> "it has not got hold of " + chain);
            } catch (JacksonException e) {
                return Optional.of("an answer that is no JSON");
            }
        }

        @Override
        public Optional<URI> clearing(List<Integer> ports) {
            return Optional.of(endpoint(ports).resolve("/clear_packets"));
        }
    },

    /** The relayer in Go. */
    RLY(RlyPlanner.PORTS) {
        @Override
        public Optional<BinarySpec> defaultBinary() {
            return Optional.empty();
        }

        @Override
        public RelayerPlan plan(RelayerTask task, List<Integer> ports) {
            return RlyPlanner.plan(task, ports);
        }

        @Override
        public URI endpoint(List<Integer> ports) {
            return RlyPlanner.metrics(ports);
        }

        @Override
        public URI question(List<Integer> ports) {
            return endpoint(ports);
        }

        // It tells the height of a chain once it follows that chain.
        @Override
        public Optional<String> missing(RelayerTask task, String answer) {
            return task.ends()
                    .map(end -> end.chain().chainId())
                    .filter(chain -> answer.lines()
                            .noneMatch(line -> line.startsWith("cosmos_relayer_chain_latest_height")
                                    && line.contains('"' + chain + '"')))
                    .findFirst()
                    .map(chain -> "it does not tell a height of " + chain + " yet");
        }

        // What was on its way before it began, it looks for by itself when it begins.
        @Override
        public Optional<URI> clearing(List<Integer> ports) {
            return Optional.empty();
        }
    };

    private final int ports;

    RelayerProgram(int ports) {
        this.ports = ports;
    }

    /** The program of this name; empty for the relayer that is embedded, and for none. */
    public static Optional<RelayerProgram> of(String kind) {
        return Stream.of(values())
                .filter(program -> program.name().equalsIgnoreCase(kind))
                .findFirst();
    }

    /** Where the program comes from if the user does not say. */
    public abstract Optional<BinarySpec> defaultBinary();

    /** How many ports of the loopback address it wants. */
    public int ports() {
        return ports;
    }

    /**
     * Plans one relayer.
     *
     * @param ports of the loopback address: as many as {@link #ports}
     */
    public abstract RelayerPlan plan(RelayerTask task, List<Integer> ports);

    /** Its own endpoint, for users. */
    public abstract URI endpoint(List<Integer> ports);

    /** What is asked of its endpoint to see whether it relays. */
    public abstract URI question(List<Integer> ports);

    /** What an answer lacks before the relayer is of use; empty when it relays. */
    public abstract Optional<String> missing(RelayerTask task, String answer);

    /** What is posted to so that it looks for packets that were on their way before it began, where there is such a thing. */
    public abstract Optional<URI> clearing(List<Integer> ports);
}
