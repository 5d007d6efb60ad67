package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.OrreryException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.PendingTx;
import dev.orrery.client.keys.Ed25519Key;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.modules.Allowance;
import dev.orrery.client.modules.Authorization;
import dev.orrery.client.modules.Authz;
import dev.orrery.client.modules.Bank;
import dev.orrery.client.modules.ConsumerLaunch;
import dev.orrery.client.modules.Distribution;
import dev.orrery.client.modules.FeeGrant;
import dev.orrery.client.modules.Gov;
import dev.orrery.client.modules.InterchainAccounts;
import dev.orrery.client.modules.ProposalDraft;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Slashing;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Transfer;
import dev.orrery.client.modules.Upgrade;
import dev.orrery.client.modules.ValidatorEdit;
import dev.orrery.client.modules.Vesting;
import dev.orrery.client.modules.VoteOption;
import dev.orrery.client.tx.Msg;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is signed is what the chain checks, for the message of every helper. A node checks signatures before it takes a
 * transaction; what becomes of the message is tested with its module.
 */
@NetworkTest("generations.yaml")
class HelperSignaturesTest {
    private static final Instant LATER = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    private static final PublicKey CONSENSUS_KEY =
            Ed25519Key.fromSeed(new byte[32]).publicKey();

    private final Map<String, Msg> messages = new LinkedHashMap<>();
    private Account alice;
    private String self;
    private String other;
    private String operator;
    private Coin coin;
    private Coin[] coins;

    @ParameterizedTest
    @EnumSource
    void ofTheSdkAndIbc(SignMode mode, @ChainName("hub") Chain hub) {
        prepare(hub);
        modules(hub.client());

        allAreTaken(hub, mode);
    }

    @ParameterizedTest
    @EnumSource
    void ofTheProvider(SignMode mode, @ChainName("zone") Chain zone) {
        prepare(zone);
        decimals();
        provider(zone.client());

        allAreTaken(zone, mode);
    }

    @Test
    void noneIsForgotten(@ChainName("hub") Chain hub) {
        prepare(hub);
        modules(hub.client());
        provider(hub.client());
        Set<String> helpers = new TreeSet<>();
        for (Class<?> module : List.of(
                Authz.class,
                Bank.class,
                Distribution.class,
                FeeGrant.class,
                Gov.class,
                InterchainAccounts.class,
                Provider.class,
                Slashing.class,
                Staking.class,
                Transfer.class,
                Upgrade.class,
                Vesting.class)) {
            Stream.of(module.getDeclaredMethods())
                    .filter(method ->
                            Modifier.isStatic(method.getModifiers()) && Modifier.isPublic(method.getModifiers()))
                    .filter(method -> method.getReturnType() == Msg.class)
                    .map(Method::getName)
                    .forEach(name -> helpers.add(module.getSimpleName() + "." + name));
        }
        Set<String> tried = new TreeSet<>();
        messages.keySet().forEach(name -> tried.add(name.replaceAll(" .*", "")));

        assertThat(tried).isEqualTo(helpers);
    }

    private void prepare(Chain chain) {
        alice = chain.fundedAccount("900000000" + chain.denom());
        self = alice.address();
        other = chain.newAccount().address();
        operator = Staking.operatorAddress(self);
        coin = Coin.of(10, chain.denom());
        coins = new Coin[] {coin};
    }

    /** How these are written in amino's JSON depends on the version of the SDK. */
    private void decimals() {
        messages.put("Staking.createValidator", Staking.createValidator(self, "A & B", CONSENSUS_KEY, coin));
        messages.put(
                "Staking.editValidator",
                Staking.editValidator(
                        operator, ValidatorEdit.nothing().moniker("<C>").commissionRate(new BigDecimal("0.125"))));
    }

    private void modules(ChainClient client) {
        String validator = client.staking().validators().getFirst().operatorAddress();
        String authority = client.gov().authority();
        messages.put("Bank.send", Bank.send(self, other, coins));
        messages.put("Bank.multiSend", Bank.multiSend(self, new Bank.Output(other, coins)));
        messages.put("Staking.delegate", Staking.delegate(self, validator, coin));
        messages.put("Staking.redelegate", Staking.redelegate(self, validator, operator, coin));
        messages.put("Staking.unbond", Staking.unbond(self, validator, coin));
        messages.put("Staking.cancelUnbonding", Staking.cancelUnbonding(self, validator, coin, 3));
        decimals();
        messages.put("Slashing.unjail", Slashing.unjail(operator));
        messages.put("Distribution.withdrawRewards", Distribution.withdrawRewards(self, validator));
        messages.put("Distribution.withdrawCommission", Distribution.withdrawCommission(operator));
        messages.put("Distribution.setWithdrawAddress", Distribution.setWithdrawAddress(self, other));
        messages.put("Distribution.fundCommunityPool", Distribution.fundCommunityPool(self, coins));
        messages.put("Distribution.depositRewards", Distribution.depositRewards(self, validator, coins));
        proposal("Distribution.communityPoolSpend", Distribution.communityPoolSpend(authority, other, coins));
        proposal("Upgrade.softwareUpgrade", Upgrade.softwareUpgrade(authority, "v9", 10_000_000, "notes"));
        proposal("Upgrade.cancelUpgrade", Upgrade.cancelUpgrade(authority));
        proposal("Gov.submitProposal", Bank.send(authority, other, coins));
        messages.put("Gov.deposit", Gov.deposit(self, 1, coins));
        messages.put("Gov.vote", Gov.vote(self, 1, VoteOption.YES));
        messages.put(
                "Gov.voteWeighted",
                Gov.voteWeighted(
                        self,
                        1,
                        Map.of(VoteOption.YES, new BigDecimal("0.75"), VoteOption.ABSTAIN, new BigDecimal("0.25"))));
        messages.put("Gov.cancelProposal", Gov.cancelProposal(self, 1));
        messages.put("Authz.grant", Authz.grant(self, other, Authorization.send(List.of(coins)), LATER));
        messages.put(
                "Authz.grant of stakes",
                Authz.grant(
                        self,
                        other,
                        Authorization.stake(Authorization.StakeAction.DELEGATE, Optional.of(coin), validator)));
        messages.put(
                "Authz.grant of any", Authz.grant(self, other, Authorization.generic("/cosmos.gov.v1.MsgVote"), LATER));
        messages.put("Authz.exec", Authz.exec(self, Bank.send(self, other, coins)));
        messages.put("Authz.revoke", Authz.revoke(self, other, "/cosmos.gov.v1.MsgVote"));
        messages.put(
                "FeeGrant.grant", FeeGrant.grant(self, other, Allowance.basic(List.of(coins), Optional.of(LATER))));
        messages.put("FeeGrant.revoke", FeeGrant.revoke(self, other));
        messages.put("Vesting.continuous", Vesting.continuous(self, other, LATER, coins));
        messages.put("Vesting.delayed", Vesting.delayed(self, other, LATER, coins));
        messages.put("Vesting.permanentlyLocked", Vesting.permanentlyLocked(self, other, coins));
        messages.put(
                "Vesting.periodic",
                Vesting.periodic(self, other, LATER, new Vesting.Period(Duration.ofHours(1), coins)));
        messages.put(
                "Transfer.transfer", Transfer.transfer(self, "channel-0", coin, other, Transfer.Timeout.at(LATER)));
        messages.put("InterchainAccounts.register", InterchainAccounts.register(self, "connection-0"));
        messages.put(
                "InterchainAccounts.sendTx",
                InterchainAccounts.sendTx(
                        self,
                        "connection-0",
                        Duration.ofMinutes(5),
                        List.of(client.encode(Bank.send(self, other, coins)))));
    }

    private void provider(ChainClient client) {
        messages.put(
                "Provider.createConsumer",
                Provider.createConsumer(
                        self,
                        "another-1",
                        new Provider.Metadata("name", "description", "none"),
                        Optional.of(ConsumerLaunch.at(LATER).initialHeight(1, 1)),
                        Provider.PowerShaping.optIn()));
        messages.put(
                "Provider.updateConsumer",
                Provider.updateConsumer(
                        self, "0", Provider.ConsumerUpdate.nothing().owner(other)));
        messages.put("Provider.removeConsumer", Provider.removeConsumer(self, "0"));
        messages.put("Provider.optIn", Provider.optIn(operator, "0", CONSENSUS_KEY));
        messages.put("Provider.optOut", Provider.optOut(operator, "0"));
        messages.put("Provider.assignConsumerKey", Provider.assignConsumerKey(operator, "0", CONSENSUS_KEY));
        messages.put(
                "Provider.setConsumerCommissionRate",
                Provider.setConsumerCommissionRate(operator, "0", new BigDecimal("0.25")));
        proposal(
                "Provider.changeRewardDenoms",
                Provider.changeRewardDenoms(client.gov().authority(), List.of("ufoo"), List.of()));
    }

    /** What governance signs, and nobody else may. */
    private void proposal(String helper, Msg message) {
        messages.put(
                helper,
                Gov.submitProposal(
                        self, ProposalDraft.of(helper, "one\ntwo", message).deposit(coins)));
    }

    private void allAreTaken(Chain chain, SignMode mode) {
        Map<String, String> refused = new LinkedHashMap<>();
        messages.forEach((helper, message) -> {
            try {
                PendingTx taken = chain.client()
                        .tx(alice.key(), message)
                        .signMode(mode)
                        .gas(1_000_000)
                        .broadcast();
                assertThat(taken.hash()).hasSize(64);
            } catch (OrreryException e) {
                refused.put(helper, e.getMessage());
            }
        });
        assertThat(messages).isNotEmpty();
        assertThat(refused).isEmpty();
    }
}
