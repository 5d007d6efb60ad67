package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.Coin;
import dev.orrery.client.modules.BondStatus;
import dev.orrery.client.modules.DecCoin;
import dev.orrery.client.modules.Distribution;
import dev.orrery.client.modules.Slashing;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.modules.ValidatorEdit;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** x/staking, x/distribution and x/slashing. */
@NetworkTest(Modules.NETWORK)
class StakingTest {
    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void stakeMovesAndComesBack(String name, Network network) {
        Chain chain = network.chain(name);
        Staking staking = chain.client().staking();
        String one = Modules.validators(chain).get(0).operatorAddress();
        String other = Modules.validators(chain).get(1).operatorAddress();
        Account alice = chain.fundedAccount("20000000uatom");
        String address = alice.address();

        Modules.send(
                alice,
                Staking.delegate(address, one, Coin.parse("10000000uatom")),
                Staking.redelegate(address, one, other, Coin.parse("4000000uatom")),
                Staking.unbond(address, one, Coin.parse("3000000uatom")));

        assertThat(staking.delegation(address, one).balance()).isEqualTo(Coin.parse("3000000uatom"));
        assertThat(staking.delegation(address, other).shares()).isEqualByComparingTo("4000000");
        assertThat(staking.delegations(address)).hasSize(2);
        assertThat(staking.delegationsTo(other))
                .extracting(Staking.Delegation::delegator)
                .contains(address);
        Staking.UnbondingEntry entry =
                staking.unbondings(address).getFirst().entries().getFirst();
        assertThat(entry.balance()).isEqualTo(BigInteger.valueOf(3_000_000));
        assertThat(entry.completionTime())
                .isAfter(chain.client().blocks().seen().time().plus(Duration.ofDays(5)));

        Modules.send(alice, Staking.cancelUnbonding(address, one, Coin.parse("1000000uatom"), entry.creationHeight()));

        assertThat(staking.unbondings(address).getFirst().entries().getFirst().balance())
                .isEqualTo(BigInteger.valueOf(2_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void aValidatorIsMadeChangedJailedAndBroughtBack(String name, Network network) {
        Chain chain = network.chain(name);
        Staking staking = chain.client().staking();
        Account carol = chain.fundedAccount("2000000000uatom");
        String validator = Modules.newValidator(carol, "carol");
        assertThat(staking.validator(validator).isBonded()).isTrue();

        Modules.send(
                carol,
                Staking.editValidator(
                        validator,
                        ValidatorEdit.nothing().details("moved").minSelfDelegation(BigInteger.valueOf(900_000_000))));
        Validator edited = staking.validator(validator);
        assertThat(edited.description().details()).isEqualTo("moved");
        assertThat(edited.description().moniker()).isEqualTo("carol");
        assertThat(edited.minSelfDelegation()).isEqualTo(900_000_000);
        assertThat(edited.commission().commissionRates().rate()).isEqualByComparingTo("0.1");

        Coin stake = Coin.parse("500000000uatom");
        Modules.send(carol, Staking.unbond(carol.address(), validator, stake));
        assertThat(staking.validator(validator).jailed()).isTrue();
        assertThat(staking.validators(BondStatus.UNBONDING))
                .extracting(Validator::operatorAddress)
                .contains(validator);

        Modules.send(carol, Staking.delegate(carol.address(), validator, stake), Slashing.unjail(validator));
        assertThat(staking.validator(validator).jailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void rewardsGoWhereTheirOwnerWants(String name, Network network) {
        Chain chain = network.chain(name);
        Distribution distribution = chain.client().distribution();
        Account alice = chain.fundedAccount("2000000000uatom");
        Account bob = chain.newAccount();
        String validator = Modules.newValidator(alice, "alice");
        chain.awaitBlocks(3);

        List<DecCoin> rewards = distribution.rewards(alice.address(), validator);
        assertThat(rewards)
                .singleElement()
                .satisfies(reward -> assertThat(reward.amount()).isPositive());
        assertThat(distribution.rewards(alice.address()).rewards())
                .extracting(Distribution.ValidatorRewards::validatorAddress)
                .containsExactly(validator);
        assertThat(distribution.commission(validator)).isNotEmpty();
        assertThat(distribution.outstandingRewards(validator)).isNotEmpty();

        Modules.send(
                alice,
                Distribution.setWithdrawAddress(alice.address(), bob.address()),
                Distribution.withdrawRewards(alice.address(), validator),
                Distribution.withdrawCommission(validator),
                Distribution.depositRewards(alice.address(), validator, Coin.parse("1000uatom")));

        assertThat(distribution.withdrawAddress(alice.address())).isEqualTo(bob.address());
        assertThat(bob.balance("uatom").isZero()).isFalse();
    }

    @Test
    void theCommunityIsGivenCoins(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("1000000uatom");
        BigDecimal before = community(hub);

        Modules.send(alice, Distribution.fundCommunityPool(alice.address(), Coin.parse("500000uatom")));

        assertThat(community(hub)).isGreaterThanOrEqualTo(before.add(new BigDecimal(500_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void howValidatorsSignedIsKnown(String name, Network network) {
        Chain chain = network.chain(name);
        Slashing slashing = chain.client().slashing();
        Validator validator = Modules.validators(chain).getFirst();

        Slashing.SigningInfo info = slashing.signingInfo(validator.consensusAddress());

        assertThat(info.tombstoned()).isFalse();
        assertThat(slashing.signingInfos())
                .extracting(Slashing.SigningInfo::address)
                .contains(validator.consensusAddress());
        assertThat(slashing.params().signedBlocksWindow()).isEqualTo(10_000);
        assertThat(slashing.params().minSignedPerWindow()).isEqualByComparingTo("0.5");
    }

    @Test
    void theRulesOfStakingComeOutExactly(@ChainName("hub") Chain hub) {
        Staking.Params params = hub.client().staking().params();

        assertThat(params.bondDenom()).isEqualTo("uatom");
        assertThat(params.minCommissionRate()).isBetween(BigDecimal.ZERO, new BigDecimal("0.01"));
        assertThat(params.unbondingTime()).isGreaterThan(Duration.ofDays(5));
        assertThat(hub.client().staking().pool().bondedTokens())
                .isGreaterThanOrEqualTo(new BigInteger("2000000000000"));
        Validator validator = Modules.validators(hub).getFirst();
        assertThat(Staking.operatorAddress(validator.accountAddress())).isEqualTo(validator.operatorAddress());
    }

    private static BigDecimal community(Chain chain) {
        return chain.client().distribution().communityPool().stream()
                .map(DecCoin::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
