package dev.orrery.engine.internal.start;

import dev.orrery.base.Deadline;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.CometRpc;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How far a node that makes no block is with it: what CometBFT's {@code consensus_state} and {@code net_info} say. Votes that are
 * missing there are those of validators that do not run, or do not reach this one.
 */
public final class ConsensusRound {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
    /** CometBFT's {@code RoundStepType}, from 1 on. */
    private static final List<String> STEPS = List.of(
            "new height", "new round", "propose", "prevote", "prevote wait", "precommit", "precommit wait", "commit");

    private ConsensusRound() {}

    /** In words; empty if it does not listen. Never fails, since it goes with another failure. */
    static Optional<String> of(URI rpc) {
        Deadline deadline = Deadline.after(LONG_ENOUGH);
        try (CometRpc node = CometRpc.tryConnect(rpc, LONG_ENOUGH).orElse(null)) {
            if (node == null) {
                return Optional.empty();
            }
            String peers =
                    node.call("net_info", Map.of(), deadline).path("n_peers").asString("?") + " peers";
            return Optional.of(
                    words(node.call("consensus_state", Map.of(), deadline).path("round_state")) + "; " + peers);
        } catch (OrreryException e) {
            return Optional.of("its consensus does not say where it is within " + LONG_ENOUGH.toSeconds() + " s");
        }
    }

    /** @param state such as {@code {"height/round/step": "1/0/4", "height_vote_set": [{"round": 0, "prevotes_bit_array": …}]}} */
    static String words(JsonNode state) {
        String[] place = state.path("height/round/step").asString("").split("/", -1);
        if (place.length != 3) {
            return "its consensus says " + state;
        }
        StringBuilder words =
                new StringBuilder("height " + place[0] + ", round " + place[1] + ", step " + step(place[2]));
        for (JsonNode votes : state.path("height_vote_set")) {
            if (votes.path("round").asString("").equals(place[1])) {
                words.append("; prevotes ")
                        .append(votes.path("prevotes_bit_array").asString("?"));
                words.append(", precommits ")
                        .append(votes.path("precommits_bit_array").asString("?"));
            }
        }
        return words.toString();
    }

    private static String step(String number) {
        for (int i = 0; i < STEPS.size(); i++) {
            if (number.equals(String.valueOf(i + 1))) {
                return STEPS.get(i);
            }
        }
        return number;
    }
}
