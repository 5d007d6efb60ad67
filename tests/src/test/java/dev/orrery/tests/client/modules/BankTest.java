package dev.orrery.tests.client.modules;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Auth;
import dev.orrery.client.modules.Bank;
import dev.orrery.client.tx.Msg;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** x/bank and x/auth, and the ways in which anything can be asked and told. */
@NetworkTest(Modules.NETWORK)
class BankTest {
    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void severalMessagesPayManyInOneTransaction(String name, Network network) {
        Chain chain = network.chain(name);
        Account alice = chain.fundedAccount("1000000uatom");
        Account bob = chain.newAccount();
        Account carol = chain.newAccount();

        Modules.send(
                alice,
                Bank.send(alice.address(), bob.address(), Coin.parse("5uatom")),
                Bank.multiSend(
                        alice.address(),
                        new Bank.Output(bob.address(), Coin.parse("2uatom")),
                        new Bank.Output(carol.address(), Coin.parse("3uatom"))));

        Bank bank = chain.client().bank();
        assertThat(bank.balance(bob.address(), "uatom")).isEqualTo(Coin.parse("7uatom"));
        assertThat(bank.balances(carol.address())).containsExactly(Coin.parse("3uatom"));
        assertThat(bank.spendableBalances(carol.address())).containsExactly(Coin.parse("3uatom"));
        assertThat(bank.owners("uatom")).contains(new Bank.Owner(bob.address(), Coin.parse("7uatom")));
    }

    @Test
    void theSupplyIsWhatAllHave(@ChainName("hub") Chain hub) {
        Bank bank = hub.client().bank();

        Coin supply = bank.supply("uatom");

        assertThat(supply.amount()).isGreaterThan(new BigInteger("200000000000000"));
        assertThat(bank.supply()).extracting(Coin::denom).contains("uatom");
        assertThat(bank.supply("unothing").isZero()).isTrue();
    }

    @Test
    void metadataTellHowADenomIsShown(@ChainName("hub") Chain hub) {
        Bank.Metadata atom = hub.client().bank().metadata("uatom");

        assertThat(atom.display()).isEqualTo("atom");
        assertThat(atom.denomUnits())
                .contains(
                        new Bank.DenomUnit("uatom", 0, List.of("microatom")), new Bank.DenomUnit("atom", 6, List.of()));
        assertThat(hub.client().bank().metadata()).containsExactly(atom);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub", "provider"})
    void addressesOfModulesAreComputedAsTheChainDoes(String name, Network network) {
        Auth auth = network.chain(name).client().auth();

        assertThat(auth.moduleAccounts())
                .extracting(Auth.ModuleAccount::name)
                .contains("gov", "distribution", "bonded_tokens_pool");
        assertThat(auth.moduleAccounts())
                .allSatisfy(module -> assertThat(module.address()).isEqualTo(auth.moduleAddress(module.name())));
        assertThat(auth.account(auth.moduleAddress("gov")).path("@type").asString())
                .isEqualTo("/cosmos.auth.v1beta1.ModuleAccount");
    }

    private record Send(String fromAddress, String toAddress, List<Coin> amount) {}

    @Test
    void recordsAndTextsAreMessagesToo(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();
        String type = "/cosmos.bank.v1beta1.MsgSend";

        Modules.send(
                alice,
                Msg.of(type, new Send(alice.address(), bob.address(), List.of(Coin.parse("4uatom")))),
                Msg.of(type, """
                    {"from_address": "%s", "to_address": "%s", "amount": [{"denom": "uatom", "amount": "3"}]}\
                    """.formatted(alice.address(), bob.address())));

        assertThat(bob).hasBalance("7uatom");
    }

    private record BalanceAnswer(Coin balance) {}

    private record WrongAnswer(Coin balanse) {}

    private record LaterAnswer(Coin balance, Optional<JsonNode> proof) {}

    @Test
    void answersAreTreesOrRecords(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("1000uatom");
        Map<String, String> request = Map.of("address", alice.address(), "denom", "uatom");
        String method = "cosmos.bank.v1beta1.Query/Balance";

        assertThat(hub.client().query(method, request).at("/balance/amount").asString())
                .isEqualTo("1000");
        assertThat(hub.client().query(method, request, BalanceAnswer.class).balance())
                .isEqualTo(Coin.parse("1000uatom"));
        assertThat(hub.client().query(method, request, LaterAnswer.class).proof())
                .isEmpty();
        assertThatThrownBy(() -> hub.client().query(method, request, WrongAnswer.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"balance\"?");
    }

    @Test
    void wrongInputIsRefusedBeforeItIsSent(@ChainName("hub") Chain hub) {
        Account alice = hub.newAccount();

        assertThatThrownBy(() -> Modules.send(
                        alice,
                        Msg.of(
                                "/cosmos.bank.v1beta1.MsgSend",
                                Map.of("from_address", alice.address(), "amount", List.of(Map.of("denmo", "uatom"))))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"amount[0].denmo\"")
                .hasMessageContaining("did you mean \"amount[0].denom\"?");
        assertThatThrownBy(() -> hub.client().bank().balance("osmo19rl4cm2hmr8afy4kldpxz3fka4jguq0a5m7df8", "uatom"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("an address with the prefix \"cosmos\"");
        assertThatThrownBy(() -> hub.client().staking().validator(alice.address()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("an address with the prefix \"cosmosvaloper\"");
    }

    @Test
    void whatAChainLacksIsSaid(@ChainName("provider") Chain provider) {
        assertThatThrownBy(() -> provider.client()
                        .feegrant()
                        .allowancesBy(provider.newAccount().address()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("looking up the service \"cosmos.feegrant.v1beta1.Query\"");
    }
}
