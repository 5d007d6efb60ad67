package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Allowance;
import dev.orrery.client.modules.Authorization;
import dev.orrery.client.modules.Authorization.StakeAction;
import dev.orrery.client.modules.Authz;
import dev.orrery.client.modules.Bank;
import dev.orrery.client.modules.FeeGrant;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Vesting;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** x/authz, x/feegrant and vesting accounts. */
@NetworkTest(Modules.NETWORK)
class GrantsTest {
    @Test
    void oneAccountActsForAnother(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("50000000uatom");
        Account bob = hub.fundedAccount("10000000uatom");
        Account carol = hub.newAccount();
        String validator = Modules.validators(hub).getFirst().operatorAddress();
        Instant expiration = hub.client().blocks().seen().time().plus(Duration.ofHours(1));
        Coin ten = Coin.parse("10uatom");

        Modules.send(
                alice,
                Authz.grant(
                        alice.address(), bob.address(), Authorization.send(List.of(ten), carol.address()), expiration),
                Authz.grant(
                        alice.address(),
                        bob.address(),
                        Authorization.stake(StakeAction.DELEGATE, Optional.of(Coin.parse("2000000uatom")), validator)),
                Authz.grant(
                        alice.address(), bob.address(), Authorization.generic("/cosmos.gov.v1.MsgVote"), expiration));

        Authz authz = hub.client().authz();
        List<Authz.Grant> grants = authz.grants(alice.address(), bob.address());
        assertThat(grants)
                .extracting(grant -> grant.authorization().path("@type").asString())
                .containsExactlyInAnyOrder(
                        "/cosmos.bank.v1beta1.SendAuthorization",
                        "/cosmos.staking.v1beta1.StakeAuthorization",
                        "/cosmos.authz.v1beta1.GenericAuthorization");
        assertThat(grants).extracting(Authz.Grant::expiration).contains(Optional.of(expiration), Optional.empty());
        assertThat(authz.grantsBy(alice.address())).hasSize(3);
        assertThat(authz.grantsTo(bob.address())).hasSize(3);

        Modules.send(
                bob,
                Authz.exec(
                        bob.address(),
                        Bank.send(alice.address(), carol.address(), Coin.parse("4uatom")),
                        Staking.delegate(alice.address(), validator, Coin.parse("1000000uatom"))));
        assertThat(carol).hasBalance("4uatom");
        assertThat(hub.client().staking().delegation(alice.address(), validator).balance())
                .isEqualTo(Coin.parse("1000000uatom"));

        Modules.send(alice, Authz.revoke(alice.address(), bob.address(), "/cosmos.bank.v1beta1.MsgSend"));
        assertThatThrownBy(() -> Modules.send(
                        bob,
                        Authz.exec(bob.address(), Bank.send(alice.address(), carol.address(), Coin.parse("1uatom")))))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("authorization not found");
    }

    @Test
    void feesMayBePaidByAnother(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("50000000uatom");
        Account bob = hub.newAccount();
        Account carol = hub.newAccount();
        FeeGrant feegrant = hub.client().feegrant();
        Instant expiration = hub.client().blocks().seen().time().plus(Duration.ofHours(1));
        List<Coin> limit = Coin.parseList("1000000uatom");

        Modules.send(
                alice,
                FeeGrant.grant(alice.address(), bob.address(), Allowance.basic(limit, Optional.of(expiration))),
                FeeGrant.grant(
                        alice.address(),
                        carol.address(),
                        Allowance.periodic(limit, Optional.empty(), Duration.ofMinutes(10), Coin.parseList("5000uatom"))
                                .onlyFor("/cosmos.bank.v1beta1.MsgSend")));

        JsonNode basic = feegrant.allowance(alice.address(), bob.address()).allowance();
        assertThat(basic.path("@type").asString()).isEqualTo("/cosmos.feegrant.v1beta1.BasicAllowance");
        assertThat(basic.at("/spend_limit/0/amount").asString()).isEqualTo("1000000");
        assertThat(Instant.parse(basic.path("expiration").asString())).isEqualTo(expiration);
        JsonNode periodic = feegrant.allowance(alice.address(), carol.address()).allowance();
        assertThat(periodic.at("/allowed_messages/0").asString()).isEqualTo("/cosmos.bank.v1beta1.MsgSend");
        assertThat(periodic.at("/allowance/period").asString()).isEqualTo("600s");
        assertThat(feegrant.allowancesBy(alice.address())).hasSize(2);
        assertThat(feegrant.allowancesTo(bob.address()))
                .extracting(FeeGrant.Grant::granter)
                .containsExactly(alice.address());

        Modules.send(alice, FeeGrant.revoke(alice.address(), bob.address()));
        assertThatThrownBy(() -> feegrant.allowance(alice.address(), bob.address()))
                .isInstanceOf(ChainException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void coinsComeFreeWithTime(String name, Network network) {
        Chain chain = network.chain(name);
        Account alice = chain.fundedAccount("50000000uatom");
        Account steady = chain.newAccount();
        Account late = chain.newAccount();
        Account never = chain.newAccount();
        Account inSteps = chain.newAccount();
        Coin coins = Coin.parse("1000uatom");
        Instant now = chain.client().blocks().seen().time();
        Instant end = now.plus(Duration.ofHours(1));

        Modules.send(
                alice,
                Vesting.continuous(alice.address(), steady.address(), end, coins),
                Vesting.delayed(alice.address(), late.address(), end, coins),
                Vesting.permanentlyLocked(alice.address(), never.address(), coins),
                Vesting.periodic(
                        alice.address(),
                        inSteps.address(),
                        now.minus(Duration.ofMinutes(5)),
                        new Vesting.Period(Duration.ofMinutes(1), Coin.parse("400uatom")),
                        new Vesting.Period(Duration.ofHours(1), Coin.parse("600uatom"))));

        for (Account account : List.of(steady, late, never, inSteps)) {
            assertThat(account).hasBalance(coins);
        }
        assertThat(spendable(late)).isEmpty();
        assertThat(spendable(never)).isEmpty();
        assertThat(spendable(inSteps)).containsExactly(Coin.parse("400uatom"));
        assertThat(type(steady)).isEqualTo("ContinuousVestingAccount");
        assertThat(type(late)).isEqualTo("DelayedVestingAccount");
        assertThat(type(never)).isEqualTo("PermanentLockedAccount");
        assertThat(type(inSteps)).isEqualTo("PeriodicVestingAccount");
    }

    private static List<Coin> spendable(Account account) {
        return account.chain().client().bank().spendableBalances(account.address()).stream()
                .filter(coin -> !coin.isZero())
                .toList();
    }

    private static String type(Account account) {
        String type = account.chain()
                .client()
                .auth()
                .account(account.address())
                .path("@type")
                .asString();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
