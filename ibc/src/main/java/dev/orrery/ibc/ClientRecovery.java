package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.ChainClient;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.modules.Auth;
import dev.orrery.client.tx.Msg;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Brings an expired or frozen light client back by a vote of the chain that holds it (ICS-02; ibc-go ADR-026): it takes over
 * the state of a substitute, an active client of the same chain with the same parameters.
 */
public final class ClientRecovery {
    private static final String PASSED = "PROPOSAL_STATUS_PASSED";
    private static final List<String> UNDECIDED =
            List.of("PROPOSAL_STATUS_DEPOSIT_PERIOD", "PROPOSAL_STATUS_VOTING_PERIOD");

    private final IbcChain chain;
    private final Collection<? extends Signer> voters;

    /**
     * @param chain the chain that holds the client
     * @param voters accounts that have delegated enough for the proposal to pass; they all vote yes
     */
    public ClientRecovery(IbcChain chain, Collection<? extends Signer> voters) {
        this.chain = chain;
        this.voters = List.copyOf(voters);
    }

    /**
     * Proposes, votes, and waits until the proposal is carried out. The relayer's account of the chain pays the deposit.
     *
     * @throws ChainException if the chain refuses the proposal, or it does not pass
     * @throws dev.orrery.base.DeadlineExceededException if it is not decided in time
     */
    public void recover(String subjectClientId, String substituteClientId, Deadline deadline) {
        ChainClient client = chain.client();
        Object deposit = client.query("cosmos.gov.v1.Query/Params", Map.of("params_type", "deposit"))
                .path("params")
                .path("min_deposit");
        TxResult proposed = client.tx(
                        chain.signer(),
                        Msg.of(
                                "/cosmos.gov.v1.MsgSubmitProposal",
                                Map.of(
                                        "messages",
                                        List.of(message(subjectClientId, substituteClientId)),
                                        "initial_deposit",
                                        deposit,
                                        "proposer",
                                        chain.address(),
                                        "title",
                                        "Recover " + subjectClientId,
                                        "summary",
                                        "Recover " + subjectClientId + " by " + substituteClientId)))
                .send();
        String proposal = proposed.attribute("submit_proposal", "proposal_id").orElse("");
        voters.forEach(voter -> client.tx(
                        voter,
                        Msg.of(
                                "/cosmos.gov.v1.MsgVote",
                                Map.of(
                                        "proposal_id",
                                        proposal,
                                        "voter",
                                        voter.publicKey()
                                                .address(client.connection().prefix()),
                                        "option",
                                        "VOTE_OPTION_YES")))
                .send());
        awaitPassed(proposal, deadline);
    }

    private void awaitPassed(String proposal, Deadline deadline) {
        while (true) {
            JsonNode answer = chain.client()
                    .query("cosmos.gov.v1.Query/Proposal", Map.of("proposal_id", proposal))
                    .path("proposal");
            String status = answer.path("status").asString();
            if (status.equals(PASSED)) {
                return;
            }
            if (!UNDECIDED.contains(status)) {
                throw new ChainException(Failure.doing("recovering a client of " + chain)
                        .where("proposal " + proposal)
                        .expected(PASSED)
                        .seen(status + " " + answer.path("failed_reason").asString(""))
                        .hint("have the voters delegated enough? Is the substitute active?")
                        .build());
            }
            chain.client().awaitBlocks(1, deadline);
        }
    }

    /** Since ibc-go v8 a message; before, content of a proposal of the old kind. */
    private Map<String, ?> message(String subject, String substitute) {
        Map<String, String> clients =
                Map.of("subject_client_id", subject, "substitute_client_id", substitute, "signer", authority());
        if (chain.client()
                .descriptors()
                .findMessage("ibc.core.client.v1.MsgRecoverClient")
                .isPresent()) {
            return with(clients, "@type", "/ibc.core.client.v1.MsgRecoverClient");
        }
        return Map.of(
                "@type",
                "/cosmos.gov.v1.MsgExecLegacyContent",
                "authority",
                authority(),
                "content",
                Map.of(
                        "@type",
                        "/ibc.core.client.v1.ClientUpdateProposal",
                        "title",
                        "Recover " + subject,
                        "description",
                        "by " + substitute,
                        "subject_client_id",
                        subject,
                        "substitute_client_id",
                        substitute));
    }

    private static Map<String, ?> with(Map<String, String> fields, String key, String value) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(key, value);
        return all;
    }

    /** The governance module's account, which alone may recover clients (SDK: {@code address.Module}). */
    private String authority() {
        return Auth.moduleAddress(chain.client().connection().prefix(), "gov");
    }
}
