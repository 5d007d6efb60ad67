package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A proposal as it stood when it was asked for: {@code cosmos.gov.v1.Proposal}.
 *
 * @param messages what it would do, each with {@code @type}
 * @param finalTallyResult the votes, once voting has ended
 * @param votingEndTime when voting ends, once it has begun
 * @param expedited whether it is voted on in a shorter time by a larger majority (SDK 0.50 and later)
 * @param failedReason why its messages failed, if they did (SDK 0.50 and later)
 */
public record Proposal(
        long id,
        List<JsonNode> messages,
        ProposalStatus status,
        Optional<Tally> finalTallyResult,
        Optional<Instant> submitTime,
        Optional<Instant> depositEndTime,
        List<Coin> totalDeposit,
        Optional<Instant> votingStartTime,
        Optional<Instant> votingEndTime,
        String metadata,
        String title,
        String summary,
        String proposer,
        Optional<Boolean> expedited,
        Optional<String> failedReason) {

    /** Voting power by what it voted for, in base units of stake: {@code cosmos.gov.v1.TallyResult}. */
    public record Tally(BigInteger yesCount, BigInteger abstainCount, BigInteger noCount, BigInteger noWithVetoCount) {
        /** {@code yes 5, no 0, veto 0, abstain 0}. */
        @Override
        public String toString() {
            return "yes " + yesCount + ", no " + noCount + ", veto " + noWithVetoCount + ", abstain " + abstainCount;
        }
    }

    public boolean isPassed() {
        return status == ProposalStatus.PASSED;
    }

    /** {@code proposal 7 "Longer unbonding": REJECTED (yes 5, …)}. */
    @Override
    public String toString() {
        return "proposal " + id + " \"" + title + "\": " + status
                + finalTallyResult
                        .filter(tally -> status.isFinal())
                        .map(tally -> " (" + tally + ")")
                        .orElse("")
                + votingEndTime
                        .filter(end -> status == ProposalStatus.VOTING_PERIOD)
                        .map(end -> ", voting ends " + end)
                        .orElse("")
                + failedReason
                        .filter(reason -> !reason.isEmpty())
                        .map(reason -> ", " + reason)
                        .orElse("");
    }
}
