package dev.orrery.examples;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.PendingTx;
import dev.orrery.client.TxException;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.HdPath;
import dev.orrery.client.keys.Mnemonic;
import dev.orrery.client.keys.MultisigPublicKey;
import dev.orrery.client.keys.MultisigSigner;
import dev.orrery.client.keys.PublicKey;
import dev.orrery.client.keys.Secp256k1Key;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.util.List;
import org.junit.jupiter.api.Test;

@NetworkTest("network.yaml")
class ClientTransactionsTest {
    @Test
    void severalMessagesInOneTransaction(@ChainName("hub") Chain hub) {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();
        MsgSend three = new MsgSend(alice.address(), bob.address(), Coin.parse("3uatom"));
        MsgSend four = new MsgSend(alice.address(), bob.address(), Coin.parse("4uatom"));

        TxResult result =
                client.tx(alice.key(), three, four).memo("both or none").send();

        assertThat(bob).hasBalance("7uatom");
        assertThat(result.event("transfer", "amount", "4uatom")).isPresent();
        assertThat(result.response(1).typeUrl()).isEqualTo("/cosmos.bank.v1beta1.MsgSendResponse");

        PendingTx pending = client.tx(alice.key(), three).gas(120_000).broadcast();
        assertThat(pending.await()).succeeded();
    }

    @Test
    void aFailureThatATestExpects(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("1000000uatom");

        TxException failure =
                alice.sendCoins("2000000uatom").to(hub.newAccount()).expectFailure();

        assertThat(failure.reason()).isEqualTo(TxFailureReason.INSUFFICIENT_FUNDS);
        assertThat(failure).hasMessageContaining("MsgSend").hasMessageContaining("fund the sender");
    }

    @Test
    void twoOfThreeKeysShareAnAccount(@ChainName("hub") Chain hub) {
        Mnemonic words = Mnemonic.generate(12);
        List<Secp256k1Key> keys = List.of(
                Secp256k1Key.fromMnemonic(words, HdPath.bip44(118, 0, 0)),
                Secp256k1Key.fromMnemonic(words, HdPath.bip44(118, 0, 1)),
                Secp256k1Key.fromMnemonic(words, HdPath.bip44(118, 0, 2)));
        MultisigPublicKey shared = MultisigPublicKey.sorted(
                2, keys.stream().map(Secp256k1Key::publicKey).toList());
        String address = shared.address(hub.prefix());
        Account bob = hub.newAccount();
        hub.faucet().sendCoins("1000000uatom").to(address).send();

        Signer two = MultisigSigner.of(shared, List.of(keys.get(0), keys.get(2)));
        hub.client()
                .tx(two, new MsgSend(address, bob.address(), Coin.parse("5uatom")))
                .send();

        assertThat(bob).hasBalance("5uatom");
    }

    @Test
    void aSignerOfOnesOwn(@ChainName("hub") Chain hub) {
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();
        Signer device = new Signer() {
            @Override
            public PublicKey publicKey() {
                return alice.key().publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return alice.key().sign(message); // ask an HSM, a service, a Ledger
            }

            @Override
            public List<SignMode> modes() {
                return List.of(SignMode.LEGACY_AMINO_JSON);
            }
        };

        hub.client()
                .tx(device, new MsgSend(alice.address(), bob.address(), Coin.parse("5uatom")))
                .send();

        assertThat(bob).hasBalance("5uatom");
    }
}
