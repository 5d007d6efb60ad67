package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.client.modules.Bank;
import dev.orrery.client.modules.Distribution;
import dev.orrery.client.modules.Gov;
import dev.orrery.client.modules.Proposal;
import dev.orrery.client.modules.ProposalDraft;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.VoteOption;
import dev.orrery.client.tx.Msg;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NetworkTest("governed.yaml")
class ModulesTest {
    @Test
    void severalMessagesInOneTransaction(Chain hub) {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("50000000uatom");
        Account bob = hub.newAccount();
        String validator = client.staking().validators().getFirst().operatorAddress();

        TxResult result = client.tx(
                        alice.key(),
                        Bank.send(alice.address(), bob.address(), Coin.parse("5uatom")),
                        Staking.delegate(alice.address(), validator, Coin.parse("2000000uatom")),
                        Distribution.fundCommunityPool(alice.address(), Coin.parse("7uatom")))
                .send();

        assertThat(result).emitted("transfer", "recipient", bob.address(), "amount", "5uatom");
        assertThat(client.staking().delegation(alice.address(), validator).balance())
                .isEqualTo(Coin.parse("2000000uatom"));
    }

    @Test
    void governanceChangesAParameter(Chain hub) {
        ChainClient client = hub.client();
        Account governor = hub.account("governor");
        String validator = client.staking().validators().getFirst().operatorAddress();
        Msg change = client.params().update("cosmos.staking.v1beta1", Map.of("min_commission_rate", "0.02"));

        TxResult submitted = client.tx(
                        governor.key(),
                        Staking.delegate(governor.address(), validator, Coin.parse("90000000000uatom")),
                        Gov.submitProposal(
                                governor.address(),
                                ProposalDraft.of("Commission", "Nobody works for nothing", change)
                                        .deposit(Coin.parse("10000000uatom"))))
                .send();
        long id = Gov.proposalId(submitted);
        client.tx(governor.key(), Gov.vote(governor.address(), id, VoteOption.YES))
                .send();
        Proposal proposal = client.gov().awaitOutcome(id, Deadline.after(Duration.ofSeconds(60)));

        assertThat(proposal).passed();
        assertThat(client.staking().params().minCommissionRate()).isEqualByComparingTo("0.02");
    }

    private record MintParams(String mintDenom, BigDecimal inflationMax, BigInteger blocksPerYear) {}

    private record MintParamsAnswer(MintParams params) {}

    @Test
    void anyQueryAndAnyMessage(Chain hub) {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();

        MintParams mint = client.query("cosmos.mint.v1beta1.Query/Params", Map.of(), MintParamsAnswer.class)
                .params();
        assertThat(mint.mintDenom()).isEqualTo("uatom");
        assertThat(mint.inflationMax()).isEqualByComparingTo("0.2");

        client.tx(
                        alice.key(),
                        Msg.of(
                                "/cosmos.bank.v1beta1.MsgSend",
                                Map.of(
                                        "from_address", alice.address(),
                                        "to_address", bob.address(),
                                        "amount", List.of(Coin.parse("3uatom")))))
                .send();
        assertThat(bob).hasBalance("3uatom");
    }

    @Test
    void aWrongNameNeverLeaves(Chain hub) {
        assertThatThrownBy(() -> hub.client().query("cosmos.bank.v1beta1.Query/Balance", Map.of("adress", "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"address\"?");
    }
}
