package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a proposal has come: {@code cosmos.gov.v1.ProposalStatus}. */
public enum ProposalStatus {
    @JsonProperty("PROPOSAL_STATUS_UNSPECIFIED")
    UNSPECIFIED,
    /** It waits for its deposit. */
    @JsonProperty("PROPOSAL_STATUS_DEPOSIT_PERIOD")
    DEPOSIT_PERIOD,
    @JsonProperty("PROPOSAL_STATUS_VOTING_PERIOD")
    VOTING_PERIOD,
    /** It was accepted, and its messages were carried out. */
    @JsonProperty("PROPOSAL_STATUS_PASSED")
    PASSED,
    @JsonProperty("PROPOSAL_STATUS_REJECTED")
    REJECTED,
    /** It was accepted, but one of its messages failed, and so none had an effect. */
    @JsonProperty("PROPOSAL_STATUS_FAILED")
    FAILED;

    /** Whether nothing more will happen to it. */
    public boolean isFinal() {
        return this == PASSED || this == REJECTED || this == FAILED;
    }
}
