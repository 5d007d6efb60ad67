package dev.orrery.network;

import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.StageDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network as it is at one moment, asked of its nodes: what {@code orrery status} shows.
 *
 * @param name the network's name
 */
public record NetworkStatus(String name, List<ChainStatus> chains, List<PathStatus> paths) {
    /**
     * One chain.
     *
     * @param height the highest block that any of its nodes has; 0 where none answers
     */
    public record ChainStatus(
            String name, String chainId, long height, List<ValidatorStatus> validators, List<NodeStatus> nodes) {
        /** The voting power of all validators together. */
        public long power() {
            return validators.stream().mapToLong(ValidatorStatus::votingPower).sum();
        }

        /** The validators whose nodes do not answer; a chain stands still without more than two thirds of the power. */
        public List<ValidatorStatus> missing() {
            return validators.stream()
                    .filter(validator -> nodes.stream()
                            .anyMatch(node -> node.name().equals(validator.node())
                                    && node.state().equals("down")))
                    .toList();
        }
    }

    /**
     * A validator of the active set.
     *
     * @param node the node that signs for it; empty where it is none of this network's
     * @param consensusAddress 40 upper-case hexadecimal digits
     * @param votingPower its voting power at {@code height}
     */
    public record ValidatorStatus(String node, String consensusAddress, long votingPower) {}

    /**
     * One node.
     *
     * @param state {@code running}, {@code catching-up} or {@code down}
     * @param height its latest block; empty where it does not answer
     * @param pid its process; 0 where it has none on this machine
     * @param stages the stages that it went through when the network came up, with their times
     */
    public record NodeStatus(
            String name,
            String state,
            Optional<Long> height,
            long pid,
            Endpoints endpoints,
            List<StageDescription> stages) {
        public NodeStatus {
            stages = List.copyOf(stages);
        }
    }

    /** One relayed pair. */
    public record PathStatus(String name, EndStatus a, EndStatus b) {
        /** How many packets are on their way, in both directions; of ends that do not answer, none are counted. */
        public int pending() {
            return Stream.of(a, b)
                    .flatMap(end -> end.channels().stream())
                    .mapToInt(channel -> channel.pending().orElse(0))
                    .sum();
        }
    }

    /**
     * One side of a path.
     *
     * @param clientStatus {@code Active}, {@code Expired}, {@code Frozen}, {@code Unknown}, or {@code unreachable}
     * @param connectionId empty in IBC v2
     * @param connectionState {@code OPEN}, … as the chain calls it without its prefix, or {@code unreachable}; empty in IBC v2
     * @param channels of the connection; in IBC v2 the client as the one channel, without a state
     */
    public record EndStatus(
            String chain,
            String clientId,
            String clientStatus,
            String connectionId,
            String connectionState,
            List<ChannelStatus> channels) {
        /** Whether packets go from client to client, without a connection. */
        public boolean isV2() {
            return connectionId.isEmpty();
        }
    }

    /**
     * One end of a channel.
     *
     * @param state as {@link EndStatus#connectionState}
     * @param pending how many packets were sent here and are neither acknowledged nor timed out; empty where the chain does not
     *     answer
     */
    public record ChannelStatus(String port, String id, String state, Optional<Integer> pending) {}
}
