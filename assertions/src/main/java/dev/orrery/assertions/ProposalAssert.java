package dev.orrery.assertions;

import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.ProposalStatus;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a proposal as it stood when it was asked for. */
public final class ProposalAssert extends AbstractAssert<ProposalAssert, Proposal> {
    ProposalAssert(Proposal actual) {
        super(actual, ProposalAssert.class);
    }

    /** It was accepted, and its messages were carried out. */
    public ProposalAssert passed() {
        return hasStatus(ProposalStatus.PASSED);
    }

    /** It was voted down, or too few voted. */
    public ProposalAssert rejected() {
        return hasStatus(ProposalStatus.REJECTED);
    }

    /**
     * It was accepted, but one of its messages failed.
     *
     * @param reason words of the chain's (SDK 0.50 and later); the empty text for any
     */
    public ProposalAssert failed(String reason) {
        hasStatus(ProposalStatus.FAILED);
        String seen = actual.failedReason().orElse("");
        if (!seen.contains(reason)) {
            throw failureWithActualExpected(
                    seen,
                    reason,
                    "expected proposal %s to fail because of%n  %s%nbut it failed because of%n  %s",
                    actual.id(),
                    reason,
                    seen);
        }
        return this;
    }

    /** It is in that state. */
    public ProposalAssert hasStatus(ProposalStatus status) {
        isNotNull();
        if (actual.status() != status) {
            throw failureWithActualExpected(
                    actual.status(),
                    status,
                    "%s",
                    Expectations.is(
                            "the status of proposal " + actual.id(), status, actual.status(), actual.toString()));
        }
        return this;
    }
}
