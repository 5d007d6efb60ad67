package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Distribution;
import dev.orrery.client.modules.Gov;
import dev.orrery.client.modules.ModuleParams;
import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.ProposalDraft;
import dev.orrery.client.modules.ProposalStatus;
import dev.orrery.client.modules.Upgrade;
import dev.orrery.client.modules.VoteOption;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** x/gov, and what only governance may do: other parameters, the community's coins, upgrades. Most of it is waiting. */
@NetworkTest(Modules.NETWORK)
class GovTest {
    private static final Coin DEPOSIT = Coin.parse("10000000uatom");

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aProposalGetsItsDepositAndItsVotes(@ChainName("hub") Chain hub) {
        Gov gov = hub.client().gov();
        Account alice = hub.fundedAccount("20000000uatom");
        Account governor = Modules.governor(hub);
        long id = Gov.proposalId(Modules.send(
                alice,
                Gov.submitProposal(
                        alice.address(),
                        ProposalDraft.of("Opinion", "What do you say?")
                                .deposit(Coin.parse("9900000uatom"))
                                .metadata("a note"))));
        assertThat(gov.proposal(id).status()).isEqualTo(ProposalStatus.DEPOSIT_PERIOD);
        assertThat(gov.proposal(id).metadata()).isEqualTo("a note");

        Modules.send(alice, Gov.deposit(alice.address(), id, Coin.parse("100000uatom")));
        assertThat(gov.awaitVoting(id, Modules.soon()).status()).isEqualTo(ProposalStatus.VOTING_PERIOD);
        assertThat(gov.deposits(id)).containsExactly(new Gov.Deposit(alice.address(), Coin.parseList("10000000uatom")));

        Modules.send(alice, Gov.vote(alice.address(), id, VoteOption.NO_WITH_VETO));
        Modules.send(
                governor,
                Gov.voteWeighted(
                        governor.address(),
                        id,
                        Map.of(VoteOption.YES, new BigDecimal("0.7"), VoteOption.ABSTAIN, new BigDecimal("0.3"))));
        assertThat(gov.votes(id)).extracting(Gov.Vote::voter).contains(alice.address(), governor.address());
        Proposal.Tally tally = gov.tally(id);
        assertThat(tally.yesCount()).isEqualTo(70_000_000_000_000L);
        assertThat(tally.abstainCount()).isEqualTo(30_000_000_000_000L);

        Proposal outcome = gov.awaitOutcome(id, Modules.soon());
        assertThat(outcome.status()).isEqualTo(ProposalStatus.PASSED);
        assertThat(gov.proposals(ProposalStatus.PASSED))
                .extracting(Proposal::id)
                .contains(id);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whatIsRejectedOrFailsSaysSo(@ChainName("hub") Chain hub) {
        Gov gov = hub.client().gov();
        long rejected = Modules.propose(
                hub,
                VoteOption.NO,
                ProposalDraft.of("No", "Vote no").metadata("no").deposit(DEPOSIT));
        long failed = Modules.propose(
                hub,
                VoteOption.YES,
                ProposalDraft.of(
                                "Too much",
                                "More than there is",
                                Distribution.communityPoolSpend(
                                        gov.authority(),
                                        hub.newAccount().address(),
                                        Coin.parse("1000000000000000000uatom")))
                        .deposit(DEPOSIT));

        assertThat(gov.awaitOutcome(rejected, Modules.soon()).status()).isEqualTo(ProposalStatus.REJECTED);
        Proposal outcome = gov.awaitOutcome(failed, Modules.soon());
        assertThat(outcome.status()).isEqualTo(ProposalStatus.FAILED);
        assertThat(outcome.failedReason().orElseThrow()).contains("does not have sufficient coins");
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(strings = {"hub", "provider"})
    void parametersOfAnyModuleAreChangedTogether(String name, Network network) {
        Chain chain = network.chain(name);
        ModuleParams params = chain.client().params();
        Account bob = chain.newAccount();
        Account alice = chain.fundedAccount("1000000uatom");
        Modules.send(alice, Distribution.fundCommunityPool(alice.address(), Coin.parse("1000uatom")));

        Proposal outcome = Modules.decide(
                chain,
                "Other rules",
                params.update("cosmos.staking.v1beta1", Map.of("max_entries", 9, "min_commission_rate", "0.01")),
                params.update("cosmos.slashing.v1beta1", Map.of("slash_fraction_downtime", new BigDecimal("0.02"))),
                params.update("cosmos.gov.v1", Map.of("quorum", "0.2")),
                params.update("cosmos.mint.v1beta1", Map.of("goal_bonded", "0.5")),
                params.update("cosmos.auth.v1beta1", Map.of("maxMemoCharacters", 512)),
                params.update("cosmos.distribution.v1beta1", Map.of("community_tax", "0.03")),
                params.update("cosmos.bank.v1beta1", Map.of("default_send_enabled", true)),
                params.update("cosmos.consensus.v1", Map.of("block", Map.of("max_bytes", 22_000_000))),
                params.update("ibc.applications.transfer.v1", Map.of("receive_enabled", true)),
                params.update("ibc.core.client.v1", Map.of("allowed_clients", new String[] {"*"})),
                params.update("ibc.core.connection.v1", Map.of("max_expected_time_per_block", 60_000_000_000L)),
                Distribution.communityPoolSpend(chain.client().gov().authority(), bob.address(), Coin.parse("7uatom")));

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(ProposalStatus.PASSED);
        assertThat(params.of("cosmos.staking.v1beta1").path("max_entries").asInt())
                .isEqualTo(9);
        assertThat(params.of("cosmos.staking.v1beta1")
                        .path("min_commission_rate")
                        .asString())
                .isEqualTo("0.010000000000000000");
        assertThat(chain.client().slashing().params().slashFractionDowntime()).isEqualByComparingTo("0.02");
        assertThat(params.of("cosmos.gov.v1").path("quorum").asString()).isEqualTo("0.200000000000000000");
        assertThat(params.of("cosmos.gov.v1").path("voting_period").asString()).isEqualTo("8s");
        assertThat(params.of("cosmos.auth.v1beta1").path("max_memo_characters").asString())
                .isEqualTo("512");
        assertThat(params.of("cosmos.consensus.v1").at("/block/max_bytes").asString())
                .isEqualTo("22000000");
        assertThat(params.of("ibc.core.client.v1").path("allowed_clients").toString())
                .isEqualTo("[\"*\"]");
        assertThat(bob).hasBalance("7uatom");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anUpgradeIsPlannedAndCancelled(@ChainName("hub") Chain hub) {
        Upgrade upgrade = hub.client().upgrade();
        String authority = hub.client().gov().authority();
        assertThat(upgrade.currentPlan()).isEmpty();

        Modules.decide(hub, "Upgrade", Upgrade.softwareUpgrade(authority, "v9", 10_000_000, "notes"));
        assertThat(upgrade.currentPlan()).contains(new Upgrade.Plan("v9", 10_000_000, "notes"));
        assertThat(upgrade.appliedHeight("v9")).isEmpty();

        Modules.decide(hub, "No upgrade", Upgrade.cancelUpgrade(authority));
        assertThat(upgrade.currentPlan()).isEmpty();
        assertThat(upgrade.moduleVersions())
                .extracting(Upgrade.ModuleVersion::name)
                .contains("bank");
    }

    @Test
    void aProposerMayGiveItUp(@ChainName("hub") Chain hub) {
        Gov gov = hub.client().gov();
        Account alice = hub.fundedAccount("20000000uatom");
        long id = Gov.proposalId(Modules.send(
                alice,
                Gov.submitProposal(
                        alice.address(),
                        ProposalDraft.of("Never mind", "No").metadata("no").deposit(DEPOSIT))));

        Modules.send(alice, Gov.cancelProposal(alice.address(), id));

        assertThatThrownBy(() -> gov.proposal(id)).isInstanceOf(ChainException.class);
    }

    @Test
    void anOutcomeThatDoesNotComeIsToldWithWhatWasSeen(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("20000000uatom");
        long id = Gov.proposalId(Modules.send(
                alice,
                Gov.submitProposal(
                        alice.address(),
                        ProposalDraft.of("Waiting", "For coins")
                                .metadata("a note")
                                .deposit(Coin.parse("100000uatom")))));

        assertThatThrownBy(() -> hub.client().gov().awaitOutcome(id, Deadline.after(Duration.ofMillis(500))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("the outcome of proposal " + id)
                .hasMessageContaining("\"Waiting\": DEPOSIT_PERIOD");
    }

    @Test
    void wrongNamesOfParametersAreRefusedWithTheRightOnes(@ChainName("hub") Chain hub) {
        ModuleParams params = hub.client().params();

        assertThatThrownBy(() -> params.update("cosmos.staking.v1beta1", Map.of("unbonding_tiem", "5s")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"unbonding_time\"?");
        assertThatThrownBy(() -> params.of("cosmos.stakin.v1beta1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"cosmos.staking.v1beta1\"?");
        assertThatThrownBy(() -> params.of("cosmos.crisis.v1beta1")).hasMessageContaining("no service Query");
        assertThatThrownBy(() -> params.update("cosmos.consensus.v1", Map.of("blocks", Map.of())))
                .hasMessageContaining("did you mean \"block\"?");
    }

    @Test
    void everyModuleWithParametersServesThem(@ChainName("hub") Chain hub) {
        Descriptors descriptors = hub.client().descriptors();
        List<String> modules = descriptors.messageNames().stream()
                .filter(message -> message.endsWith(".MsgUpdateParams"))
                .map(message -> message.substring(0, message.length() - ".MsgUpdateParams".length()))
                // Not so of x/crisis.
                .filter(module -> descriptors.findService(module + ".Query").isPresent())
                .toList();

        assertThat(modules)
                .hasSizeGreaterThan(10)
                .allSatisfy(module ->
                        assertThat(hub.client().params().of(module).isObject()).isTrue());
    }
}
