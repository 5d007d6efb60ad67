package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxRequest;
import dev.orrery.client.keys.MultisigPublicKey;
import dev.orrery.client.keys.MultisigSigner;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.tx.Msg;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SDK 0.47 still makes amino's JSON with amino itself; what the descriptors tell must come to the same. */
@NetworkTest("sdk-047.yaml")
class OlderSdkTest {
    private Chain chain;
    private ChainClient client;
    private Account alice;
    private Account bob;

    @BeforeEach
    void fund(Chain old) {
        chain = old;
        client = old.client();
        alice = old.fundedAccount("50000000uold");
        bob = old.newAccount();
    }

    @ParameterizedTest
    @EnumSource
    void takesMessagesOfEveryKind(SignMode mode) {
        String validator = client.query("cosmos.staking.v1beta1.Query/Validators")
                .at("/validators/0/operator_address")
                .asString();
        Map<String, String> stake = Map.of("delegator_address", alice.address(), "validator_address", validator);
        List<Msg> messages = List.of(
                new MsgSend(alice.address(), bob.address(), Coin.parse("5uold")),
                Msg.of(
                        "/cosmos.staking.v1beta1.MsgDelegate",
                        Map.of(
                                "delegator_address",
                                alice.address(),
                                "validator_address",
                                validator,
                                "amount",
                                coin(1000))),
                Msg.of("/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward", stake),
                Msg.of(
                        "/cosmos.gov.v1.MsgSubmitProposal",
                        Map.of(
                                "messages",
                                List.of(),
                                "initial_deposit",
                                List.of(coin(10_000_000)),
                                "proposer",
                                alice.address(),
                                "title",
                                "<title> & more",
                                "summary",
                                "one\ntwo",
                                "metadata",
                                "m")),
                Msg.of(
                        "/cosmos.authz.v1beta1.MsgGrant",
                        Map.of(
                                "granter",
                                alice.address(),
                                "grantee",
                                bob.address(),
                                "grant",
                                Map.of(
                                        "authorization",
                                        Map.of(
                                                "@type",
                                                "/cosmos.bank.v1beta1.SendAuthorization",
                                                "spend_limit",
                                                List.of(coin(10))),
                                        "expiration",
                                        "2100-01-02T03:04:05.678900Z"))));
        for (Msg message : messages) {
            assertThat(client.tx(alice.key(), message).signMode(mode).send()).succeeded();
        }
    }

    @Test
    void aMultisigAccountSends() {
        MultisigPublicKey key = MultisigPublicKey.of(
                2, List.of(alice.key().publicKey(), bob.key().publicKey()));
        String address = key.address(chain.prefix());
        chain.faucet().sendCoins("1000000uold").to(address).send();

        assertThat(client.tx(
                                MultisigSigner.of(key, List.of(bob.key(), alice.key())),
                                new MsgSend(address, bob.address(), Coin.parse("3uold")))
                        .send())
                .succeeded();
        assertThat(bob).hasBalance("3uold");
    }

    @Test
    void whatItsDescriptorsDoNotNameCannotBeSignedInAminosJson() {
        TxRequest transfer = client.tx(
                        alice.key(),
                        Msg.of(
                                "/ibc.applications.transfer.v1.MsgTransfer",
                                Map.of(
                                        "source_port",
                                        "transfer",
                                        "source_channel",
                                        "channel-0",
                                        "token",
                                        coin(5),
                                        "sender",
                                        alice.address(),
                                        "receiver",
                                        bob.address(),
                                        "timeout_timestamp",
                                        "4102444800000000000")))
                .gas(200_000);

        assertThatThrownBy(() -> transfer.signMode(SignMode.LEGACY_AMINO_JSON).send())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ibc.applications.transfer.v1.MsgTransfer")
                .hasMessageContaining("amino.name")
                .hasMessageContaining("SIGN_MODE_DIRECT");
        assertThat(transfer.expectFailure().words()).contains("channel not found");
    }

    @Test
    void itsRefusalsMeanTheSame() {
        assertThat(alice.sendCoins("90000000uold").to(bob).expectFailure().reason())
                .isEqualTo(TxFailureReason.INSUFFICIENT_FUNDS);
    }

    private static Map<String, String> coin(int amount) {
        return Map.of("denom", "uold", "amount", Integer.toString(amount));
    }
}
