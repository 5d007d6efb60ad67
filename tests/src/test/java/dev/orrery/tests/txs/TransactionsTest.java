package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.GasPrice;
import dev.orrery.client.PendingTx;
import dev.orrery.client.TxException;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.client.tx.SignedTx;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction may be told, and what its result tells. */
@NetworkTest("one.yaml")
class TransactionsTest {
    private Chain hub;
    private ChainClient client;
    private Account alice;
    private Account bob;

    @BeforeEach
    void fund(Chain chain) {
        hub = chain;
        client = chain.client();
        alice = chain.fundedAccount("10000000uatom");
        bob = chain.newAccount();
    }

    @Test
    void severalMessagesTellWhatEachOfThemDid() {
        TxResult result = client.tx(alice.key(), send(alice, "3uatom"), send(alice, "4uatom"))
                .memo("both")
                .send();

        assertThat(bob).hasBalance("7uatom");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.responses()).hasSize(2);
        assertThat(result.response(1).typeUrl()).isEqualTo("/cosmos.bank.v1beta1.MsgSendResponse");
        assertThat(result.attributes("coin_received", "amount")).contains("3uatom", "4uatom");
        assertThat(result.event("transfer", "amount", "4uatom").orElseThrow().attribute("recipient"))
                .contains(bob.address());
        assertThat(result.eventsOfMessage(1))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.attributes())
                        .extracting(attribute -> attribute.value())
                        .doesNotContain("3uatom"));
    }

    @Test
    void aMessagesResponseIsDecodedByTheChainsDescriptors() {
        TxResult result = client.tx(
                        alice.key(),
                        Msg.of(
                                "/cosmos.gov.v1.MsgSubmitProposal",
                                Map.of(
                                        "initial_deposit",
                                        List.of(Map.of("denom", "uatom", "amount", "1000000")),
                                        "proposer",
                                        alice.address(),
                                        "title",
                                        "t",
                                        "summary",
                                        "s",
                                        "metadata",
                                        "m")))
                .send();

        String proposal = result.response(0).json().path("proposal_id").asString();
        assertThat(result).emitted("submit_proposal", "proposal_id", proposal);
        assertThatThrownBy(() -> result.response(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("from 0 to 0");
    }

    @Test
    void anotherAccountPaysTheFee() {
        Account payer = hub.fundedAccount("1000000uatom");

        TxResult result = client.tx(alice.key(), send(alice, "5uatom"))
                .feePayer(payer.key())
                .send();

        assertThat(alice).hasBalance("9999995uatom");
        assertThat(payer)
                .hasBalance(Coin.parse("1000000uatom").minus(result.fee().getFirst()));
    }

    @Test
    void aGrantersAllowancePaysTheFee() {
        Account granter = hub.fundedAccount("1000000uatom");
        Coin before = client.tx(
                                granter.key(),
                                Msg.of(
                                        "/cosmos.feegrant.v1beta1.MsgGrantAllowance",
                                        Map.of(
                                                "granter",
                                                granter.address(),
                                                "grantee",
                                                alice.address(),
                                                "allowance",
                                                Map.of("@type", "/cosmos.feegrant.v1beta1.BasicAllowance"))))
                        .send()
                        .succeeded()
                ? granter.balance("uatom")
                : Coin.of(0, "uatom");

        TxResult result = client.tx(alice.key(), send(alice, "5uatom"))
                .feeGranter(granter.address())
                .send();

        assertThat(alice).hasBalance("9999995uatom");
        assertThat(granter).hasBalance(before.minus(result.fee().getFirst()));
    }

    @Test
    void severalAccountsSignWhereTheirMessagesNameThem() {
        Account carol = hub.fundedAccount("1000000uatom");

        TxResult result = client.tx(alice.key(), send(alice, "1uatom"), send(carol, "2uatom"))
                .cosigners(carol.key())
                .send();

        assertThat(result).succeeded();
        assertThat(bob).hasBalance("3uatom");
        assertThat(carol).hasBalance("999998uatom");
    }

    @Test
    void theGasPriceMayBeAskedOfTheNodeOrGiven() {
        BigDecimal minimum = hub.description().gasPrice();
        ChainConnection told = ChainConnection.to(
                        URI.create(hub.node("val1").endpoints().rpc()), hub.chainId())
                .build();
        try (ChainClient untold = ChainClient.open(told)) {
            TxResult result =
                    untold.tx(alice.key(), send(alice, "1uatom")).gas(100_000).send();
            assertThat(result).hasFee(new GasPrice(minimum, "uatom").of(100_000).getFirst());
        }

        TxResult result = client.tx(alice.key(), send(alice, "1uatom"))
                .gas(100_000)
                .gasPrice(GasPrice.parse("0.5uatom"))
                .send();
        assertThat(result).hasFee("50000uatom");
    }

    @Test
    void theGasOfASimulationIsWhatItUses() {
        TxRequest request = client.tx(alice.key(), send(alice, "1uatom"));

        long simulated = request.simulate();
        TxResult result = request.gasMargin(1.1).send();

        assertThat(result.gasUsed()).isBetween(simulated - 3000, simulated + 3000);
        assertThat(result.gasWanted()).isBetween((long) (simulated * 1.05), (long) (simulated * 1.15));
    }

    @Test
    void whatIsSignedMayBeSentLaterAndTwice() {
        SignedTx signed = client.tx(alice.key(), send(alice, "6uatom")).sign();

        PendingTx first = client.broadcast(signed);
        PendingTx second = client.broadcast(signed);

        assertThat(first.hash()).isEqualTo(second.hash()).isEqualTo(signed.hash());
        assertThat(first.await()).succeeded();
        assertThat(bob).hasBalance("6uatom");
        assertThat(client.tx(alice.key(), send(alice, "1uatom")).send()).succeeded();
    }

    @Test
    void manyAreOnTheirWayBeforeTheFirstIsAwaited() {
        List<PendingTx> sent = IntStream.range(0, 20)
                .mapToObj(i -> client.tx(alice.key(), send(alice, "1uatom"))
                        .gas(120_000)
                        .memo("number " + i)
                        .broadcast())
                .toList();

        assertThat(sent).extracting(pending -> pending.await().code()).containsOnly(0L);
        assertThat(bob).hasBalance("20uatom");
    }

    @Test
    void aFailureInABlockCarriesItsResultAndKeepsTheFee() {
        TxException failure = client.tx(alice.key(), send(alice, "20000000uatom"))
                .gas(120_000)
                .expectFailure();

        assertThat(failure.reason()).isEqualTo(TxFailureReason.INSUFFICIENT_FUNDS);
        assertThat(failure.codespace()).isEqualTo("sdk");
        assertThat(failure.code()).isEqualTo(5);
        assertThat(failure).hasMessageContaining("MsgSend").hasMessageContaining("fund the sender");
        TxResult result = failure.result().orElseThrow();
        assertThat(result.height()).isPositive();
        assertThat(alice)
                .hasBalance(Coin.parse("10000000uatom").minus(result.fee().getFirst()));
    }

    @Test
    void whatASimulationRefusesCostsNothing() {
        TxException failure =
                client.tx(alice.key(), send(alice, "20000000uatom")).expectFailure();

        assertThat(failure.reason()).isEqualTo(TxFailureReason.INSUFFICIENT_FUNDS);
        assertThat(failure.result()).isEmpty();
        assertThat(alice).hasBalance("10000000uatom");
    }

    @Test
    void theUsualReasonsAreTold() {
        TxRequest request = client.tx(alice.key(), send(alice, "1uatom")).gas(120_000);
        Account stranger = hub.newAccount();

        assertReason(TxFailureReason.HEIGHT_PASSED, request.timeoutHeight(1));
        assertReason(TxFailureReason.MEMO_TOO_LARGE, request.memo("x".repeat(300)));
        assertReason(TxFailureReason.OUT_OF_GAS, request.gas(50_000));
        assertReason(TxFailureReason.INSUFFICIENT_FEE, request.fee(Coin.parse("1uatom")));
        assertReason(
                TxFailureReason.WRONG_KEY,
                client.tx(alice.key(), send(hub.faucet(), "1uatom")).gas(120_000));
        assertReason(
                TxFailureReason.UNKNOWN_ACCOUNT,
                client.tx(stranger.key(), send(stranger, "1uatom")).gas(120_000));
        assertThat(request.send()).succeeded();
    }

    @Test
    void aSuccessIsNoFailure() {
        assertThatThrownBy(() -> client.tx(alice.key(), send(alice, "1uatom")).expectFailure())
                .isExactlyInstanceOf(ChainException.class)
                .hasMessageContaining("it succeeded");
    }

    @Test
    void unorderedTransactionsNeedANewerChain() {
        assertThatThrownBy(() -> client.tx(alice.key(), send(alice, "1uatom"))
                        .unordered(Duration.ofMinutes(1))
                        .send())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("SDK 0.53")
                .hasMessageContaining("no field \"unordered\"");
    }

    @Test
    void aSignerOfOnesOwnMayKeepItsKeyElsewhere() {
        try (SigningService service = SigningService.start(alice.key())) {
            Signer remote = service.signer(alice.key().publicKey());

            assertThat(client.tx(remote, send(alice, "8uatom")).send()).succeeded();
            assertThat(bob).hasBalance("8uatom");
            assertThat(service.asked()).isPositive();
        }
    }

    @Test
    void aSignerThatFailsUsesUpNoSequence() {
        try (SigningService service = SigningService.start(bob.key())) {
            Signer wrong = service.signer(alice.key().publicKey());

            assertThatThrownBy(() -> client.tx(wrong, send(alice, "8uatom")).send())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("do not fit");
        }
        assertThat(client.tx(alice.key(), send(alice, "1uatom")).send()).succeeded();
        assertThat(client.account(alice.address()).sequence()).isEqualTo(1);
    }

    private static void assertReason(TxFailureReason reason, TxRequest request) {
        TxException failure = request.expectFailure();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        assertThat(failure.failure().hint()).contains(reason.hint());
    }

    private MsgSend send(Account from, String coins) {
        return new MsgSend(from.address(), bob.address(), Coin.parse(coins));
    }
}
