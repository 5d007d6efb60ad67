package dev.orrery.client.modules;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What one can say to a proposal: {@code cosmos.gov.v1.VoteOption}. */
public enum VoteOption {
    @JsonProperty("VOTE_OPTION_YES")
    YES,
    /** Counts for the quorum only. */
    @JsonProperty("VOTE_OPTION_ABSTAIN")
    ABSTAIN,
    @JsonProperty("VOTE_OPTION_NO")
    NO,
    /** No, and the deposit should be burned. */
    @JsonProperty("VOTE_OPTION_NO_WITH_VETO")
    NO_WITH_VETO
}
