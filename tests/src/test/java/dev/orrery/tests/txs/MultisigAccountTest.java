package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.TxFailureReason;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.MultisigPublicKey;
import dev.orrery.client.keys.MultisigSigner;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An account of two out of three keys. */
@NetworkTest("one.yaml")
class MultisigAccountTest {
    @Test
    void sendsWithAnyTwoOfItsMembers(Chain hub) {
        ChainClient client = hub.client();
        List<Account> members = Stream.generate(hub::newAccount).limit(3).toList();
        MultisigPublicKey key = MultisigPublicKey.sorted(
                2, members.stream().map(member -> member.key().publicKey()).toList());
        String address = key.address(hub.prefix());
        Account bob = hub.newAccount();
        hub.faucet().sendCoins("1000000uatom").to(address).send();

        for (List<Account> two : List.of(
                List.of(members.get(0), members.get(1)),
                List.of(members.get(2), members.get(0)),
                List.of(members.get(1), members.get(2)))) {
            List<Signer> signers = two.stream().<Signer>map(Account::key).toList();
            TxResult result = client.tx(
                            MultisigSigner.of(key, signers), new MsgSend(address, bob.address(), Coin.parse("3uatom")))
                    .send();
            assertThat(result).succeeded().emitted("transfer", "sender", address);
        }

        assertThat(bob).hasBalance("9uatom");
        assertThat(client.account(address).sequence()).isEqualTo(3);
    }

    @Test
    void aMemberAloneMovesNothing(Chain hub) {
        Account member = hub.newAccount();
        MultisigPublicKey key = MultisigPublicKey.of(
                2, List.of(member.key().publicKey(), hub.newAccount().key().publicKey()));
        String address = key.address(hub.prefix());
        hub.faucet().sendCoins("1000000uatom").to(address).send();
        hub.faucet().sendCoins("1000000uatom").to(member).send();

        assertThat(hub.client()
                        .tx(member.key(), new MsgSend(address, member.address(), Coin.parse("3uatom")))
                        .gas(200_000)
                        .expectFailure()
                        .reason())
                .isEqualTo(TxFailureReason.WRONG_KEY);
    }
}
