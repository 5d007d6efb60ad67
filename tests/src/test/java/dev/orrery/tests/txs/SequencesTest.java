package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sequences never mismatch, whoever sends, from wherever. */
@NetworkTest("generations.yaml")
class SequencesTest {
    private static final int EACH = 30;

    @Test
    void manyThreadsSendFromManyAccounts(@ChainName("hub") Chain hub) throws Exception {
        Account bob = hub.newAccount();
        List<Callable<TxResult>> sends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Account account = hub.fundedAccount("10000000uatom");
            for (int j = 0; j < EACH; j++) {
                TxRequest request = account.sendCoins("1uatom").to(bob).memo(i + "/" + j);
                sends.add(j % 3 == 0 ? request::send : request.gas(120_000)::send);
            }
        }

        Set<String> hashes = all(sends);

        assertThat(hashes).hasSize(4 * EACH);
        assertThat(bob).hasBalance(4 * EACH + "uatom");
    }

    /**
     * A second client of the same account, at another node: both hand out the same sequences, the nodes take both, and
     * the chain includes one of each two. The other is signed and sent again.
     */
    @Test
    void somethingElseSendsFromTheSameAccountAtAnotherNode(@ChainName("hub") Chain hub) throws Exception {
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = hub.newAccount();
        try (ChainClient one = client(hub, "val1");
                ChainClient other = client(hub, "val2")) {
            List<Callable<TxResult>> sends = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                int number = i;
                sends.add(() ->
                        send(one, alice.key(), alice, bob).memo("one " + number).send());
                sends.add(() -> send(other, alice.key(), alice, bob)
                        .memo("other " + number)
                        .send());
            }

            Set<String> hashes = all(sends);

            assertThat(hashes).hasSize(2 * EACH);
            // Each node may have the last of these blocks a moment before the other.
            long last = Math.max(one.height(), other.height());
            Deadline soon = Deadline.after(Duration.ofSeconds(30));
            assertThat(one.awaitBlock(last, soon).height()).isGreaterThanOrEqualTo(last);
            assertThat(hub.client().awaitBlock(last, soon).height()).isGreaterThanOrEqualTo(last);
            assertThat(bob).hasBalance(2 * EACH + "uatom");
            assertThat(one.account(alice.address()).sequence()).isEqualTo(2 * EACH);
        }
    }

    /** What a node refuses leaves no hole. */
    @Test
    void refusedTransactionsBetweenOthersHoldNobodyUp(@ChainName("hub") Chain hub) throws Exception {
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = hub.newAccount();
        List<Callable<TxResult>> sends = new ArrayList<>();
        List<Callable<TxResult>> refused = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            TxRequest request = alice.sendCoins("1uatom").to(bob).gas(120_000).memo("number " + i);
            sends.add(request::send);
            refused.add(() -> request.fee(Coin.parse("1uatom"))
                    .expectFailure()
                    .result()
                    .orElseThrow(() -> new IllegalStateException("refused")));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TxResult>> failing =
                    refused.stream().map(threads::submit).toList();

            assertThat(all(sends)).hasSize(EACH);
            assertThat(failing)
                    .allSatisfy(failure -> assertThat(failure)
                            .failsWithin(Duration.ofSeconds(30))
                            .withThrowableThat()
                            .withMessageContaining("refused"));
        }
        assertThat(bob).hasBalance(EACH + "uatom");
    }

    private static Set<String> all(List<Callable<TxResult>> sends) throws Exception {
        Set<String> hashes = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<TxResult> sent : threads.invokeAll(sends)) {
                hashes.add(sent.get().hash());
            }
        }
        return hashes;
    }

    private static TxRequest send(ChainClient client, Signer signer, Account from, Account to) {
        return client.tx(signer, new MsgSend(from.address(), to.address(), Coin.parse("1uatom")))
                .gas(120_000);
    }

    private static ChainClient client(Chain chain, String node) {
        return ChainClient.open(
                ChainConnection.to(URI.create(chain.node(node).endpoints().rpc()), chain.chainId())
                        .gasPrice(chain.description().gasPrice(), chain.denom())
                        .build());
    }
}
