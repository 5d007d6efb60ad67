package dev.orrery.assertions;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.client.modules.BondStatus;
import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.ProposalStatus;
import dev.orrery.client.modules.Validator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is said of proposals and validators that are not as expected. */
class ModuleAssertsTest {
    @Test
    void whatIsSoPasses() {
        assertThat(proposal(ProposalStatus.PASSED, "")).passed().hasStatus(ProposalStatus.PASSED);
        assertThat(proposal(ProposalStatus.REJECTED, "")).rejected();
        assertThat(proposal(ProposalStatus.FAILED, "out of coins"))
                .failed("coins")
                .failed("");
        assertThat(validator(BondStatus.BONDED, false))
                .isBonded()
                .isNotJailed()
                .hasTokens(BigInteger.valueOf(7))
                .hasCommission("0.1");
        assertThat(validator(BondStatus.UNBONDING, true)).isJailed().hasStatus(BondStatus.UNBONDING);
    }

    @Test
    void anotherOutcomeShowsTheVotes() {
        assertThatThrownBy(
                        () -> assertThat(proposal(ProposalStatus.REJECTED, "")).passed())
                .isInstanceOf(AssertionError.class)
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the status of proposal 3 to be
                      PASSED
                    but it is
                      REJECTED
                    proposal 3 "More": REJECTED (yes 1, no 5, veto 0, abstain 2)\
                    """);
    }

    @Test
    void anotherReasonShowsBoth() {
        assertThatThrownBy(() -> assertThat(proposal(ProposalStatus.FAILED, "out of coins"))
                        .failed("unauthorized"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected proposal 3 to fail because of
                      unauthorized
                    but it failed because of
                      out of coins\
                    """);
    }

    @Test
    void aReasonIsAskedOfFailedProposalsOnly() {
        assertThatThrownBy(() -> assertThat(proposal(ProposalStatus.PASSED, "")).failed("any"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the status of proposal 3 to be
                      FAILED
                    but it is
                      PASSED
                    proposal 3 "More": PASSED (yes 1, no 5, veto 0, abstain 2)\
                    """);
        assertThatThrownBy(() -> assertThat(proposal(ProposalStatus.PASSED, "")).rejected())
                .hasMessageContaining("  REJECTED");
    }

    @Test
    void aValidatorThatIsOtherwiseShowsHowItIs() {
        assertThatThrownBy(
                        () -> assertThat(validator(BondStatus.UNBONDING, true)).isBonded())
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the status of val1 (cosmosvaloper1a) to be
                      BONDED
                    but it is
                      UNBONDING
                    it is UNBONDING, jailed, stake 7\
                    """);
        assertThatThrownBy(
                        () -> assertThat(validator(BondStatus.UNBONDING, true)).isNotJailed())
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the state of val1 (cosmosvaloper1a) to be
                      not jailed
                    but it is
                      jailed
                    it is UNBONDING, jailed, stake 7\
                    """);
        assertThatThrownBy(() -> assertThat(validator(BondStatus.BONDED, false)).isJailed())
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the state of val1 (cosmosvaloper1a) to be
                      jailed
                    but it is
                      not jailed
                    it is BONDED, stake 7\
                    """);
        assertThatThrownBy(() -> assertThat(validator(BondStatus.BONDED, false)).hasTokens(BigInteger.ONE))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the stake of val1 (cosmosvaloper1a) to be
                      1
                    but it is
                      7
                    it is BONDED, stake 7\
                    """);
        assertThatThrownBy(() -> assertThat(validator(BondStatus.BONDED, false)).hasCommission("0.2"))
                .message()
                .isEqualToNormalizingNewlines("""
                    expected the commission of val1 (cosmosvaloper1a) to be
                      0.2
                    but it is
                      0.1
                    it is BONDED, stake 7\
                    """);
    }

    private static Proposal proposal(ProposalStatus status, String reason) {
        Proposal.Tally tally =
                new Proposal.Tally(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(5), BigInteger.ZERO);
        return new Proposal(
                3,
                List.of(),
                status,
                Optional.of(tally),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                "More",
                "",
                "cosmos1a",
                Optional.of(false),
                Optional.of(reason));
    }

    private static Validator validator(BondStatus status, boolean jailed) {
        BigDecimal rate = new BigDecimal("0.100000000000000000");
        return new Validator(
                "cosmosvaloper1a",
                JsonNodeFactory.instance.objectNode(),
                jailed,
                status,
                BigInteger.valueOf(7),
                new BigDecimal(7),
                new Validator.Description("val1", "", "", "", ""),
                0,
                Instant.EPOCH,
                new Validator.Commission(new Validator.Rates(rate, rate, rate), Instant.EPOCH),
                BigInteger.ONE);
    }
}
