package dev.orrery.client.modules;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.proto.JsonTree;
import dev.orrery.client.tx.Msg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proposals and votes: the SDK's {@code x/gov}, {@code cosmos.gov.v1} (SDK 0.47 and later). */
public final class Gov {
    private final CosmosModules chain;
    private final ModuleQueries gov;

    Gov(CosmosModules chain) {
        this.chain = chain;
        this.gov = new ModuleQueries(chain, "cosmos.gov.v1.Query");
    }

    /**
     * {@code MsgSubmitProposal}: proposes any messages. {@link #proposalId} finds the proposal in the result.
     *
     * @param proposer who signs, and pays the deposit
     */
    public static Msg submitProposal(String proposer, ProposalDraft draft) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messages", draft.messages());
        fields.put("initial_deposit", draft.deposit());
        fields.put("proposer", proposer);
        fields.put("metadata", draft.metadata());
        fields.put("title", draft.title());
        fields.put("summary", draft.summary());
        if (draft.expedited()) {
            fields.put("expedited", true);
        }
        return msg("MsgSubmitProposal", fields);
    }

    /** {@code MsgDeposit}: adds to a proposal's deposit. It comes back unless the proposal is vetoed. */
    public static Msg deposit(String depositor, long proposalId, Coin... coins) {
        return msg(
                "MsgDeposit",
                Map.of("depositor", depositor, "proposal_id", proposalId, "amount", Coin.sorted(List.of(coins))));
    }

    /** {@code MsgVote}: votes with all one's stake; a later vote replaces it. */
    public static Msg vote(String voter, long proposalId, VoteOption option) {
        return msg("MsgVote", Map.of("voter", voter, "proposal_id", proposalId, "option", option));
    }

    /**
     * {@code MsgVoteWeighted}: splits one's vote.
     *
     * @param weights fractions of 1, which add up to 1
     */
    public static Msg voteWeighted(String voter, long proposalId, Map<VoteOption, BigDecimal> weights) {
        List<Map<String, Object>> options = new ArrayList<>();
        weights.forEach((option, weight) -> options.add(Map.of("option", option, "weight", weight)));
        return msg("MsgVoteWeighted", Map.of("voter", voter, "proposal_id", proposalId, "options", options));
    }

    /** {@code MsgCancelProposal} (SDK 0.50 and later): its proposer gives it up, and loses a part of the deposit. */
    public static Msg cancelProposal(String proposer, long proposalId) {
        return msg("MsgCancelProposal", Map.of("proposer", proposer, "proposal_id", proposalId));
    }

    /**
     * The number of the proposal that a transaction submitted; of the first, if it submitted several.
     *
     * @throws InvalidInputException if it submitted none
     */
    public static long proposalId(TxResult result) {
        return result.attribute("submit_proposal", "proposal_id")
                .map(Long::parseLong)
                .orElseThrow(() -> new InvalidInputException(Failure.doing("looking for the proposal of a transaction")
                        .where("transaction " + result.hash())
                        .expected("an event submit_proposal with a proposal_id")
                        .seen("no such event")
                        .build()));
    }

    /** The account of governance, which signs what was decided; computed, not asked. */
    public String authority() {
        return chain.auth().moduleAddress("gov");
    }

    /** @throws dev.orrery.base.ChainException if there is none, or it never got its deposit and is gone */
    public Proposal proposal(long id) {
        return gov.one("Proposal", Map.of("proposal_id", id), "proposal", Proposal.class);
    }

    /** All proposals that the chain keeps. */
    public List<Proposal> proposals() {
        return gov.all("Proposals", Map.of(), "proposals", Proposal.class);
    }

    /** All proposals in that state, however many pages that are. */
    public List<Proposal> proposals(ProposalStatus status) {
        return gov.all("Proposals", Map.of("proposal_status", JsonTree.of(status)), "proposals", Proposal.class);
    }

    /** The votes as they stand. */
    public Proposal.Tally tally(long proposalId) {
        return gov.one("TallyResult", Map.of("proposal_id", proposalId), "tally", Proposal.Tally.class);
    }

    /** What somebody said to a proposal. */
    public record Vote(String voter, List<Choice> options) {}

    /** A part of a vote. */
    public record Choice(VoteOption option, BigDecimal weight) {}

    /** The votes that are kept, which they are until voting ends. */
    public List<Vote> votes(long proposalId) {
        return gov.all("Votes", Map.of("proposal_id", proposalId), "votes", Vote.class);
    }

    /** What somebody deposited. */
    public record Deposit(String depositor, List<Coin> amount) {}

    /** The deposits that are kept, which they are until voting ends. */
    public List<Deposit> deposits(long proposalId) {
        return gov.all("Deposits", Map.of("proposal_id", proposalId), "deposits", Deposit.class);
    }

    /**
     * Waits until a proposal has passed, was rejected or failed; looks at it after each block.
     *
     * @throws dev.orrery.base.DeadlineExceededException if that has not happened in time, with what was seen last
     */
    public Proposal awaitOutcome(long proposalId, Deadline deadline) {
        return chain.awaitThat(
                "the outcome of proposal " + proposalId,
                () -> proposal(proposalId),
                proposal -> proposal.status().isFinal(),
                deadline);
    }

    /** Waits until a proposal can be voted on, or could. */
    public Proposal awaitVoting(long proposalId, Deadline deadline) {
        return chain.awaitThat(
                "the voting period of proposal " + proposalId,
                () -> proposal(proposalId),
                proposal -> proposal.status() == ProposalStatus.VOTING_PERIOD
                        || proposal.status().isFinal(),
                deadline);
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/cosmos.gov.v1." + name, fields);
    }
}
