package dev.orrery.tests.txs;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.TxRequest;
import dev.orrery.client.TxResult;
import dev.orrery.client.keys.SignMode;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.junit.NetworkTest;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that take no turn (SDK 0.53 and later): they use no sequence, and the chain knows them by their time-out. */
@NetworkTest("src/test/go/newest.yaml")
class UnorderedTest {
    private ChainClient client;
    private Account alice;
    private Account bob;

    @BeforeEach
    void fund(Chain hub) {
        client = hub.client();
        alice = hub.fundedAccount("10000000uatom");
        bob = hub.newAccount();
    }

    @ParameterizedTest
    @EnumSource
    void useNoSequence(SignMode mode) {
        TxResult result = coin().signMode(mode).unordered(Duration.ofMinutes(1)).send();

        assertThat(result).succeeded();
        assertThat(bob).hasBalance("1uatom");
        assertThat(client.account(alice.address()).sequence()).isZero();
    }

    @Test
    void manyAtOnceAreAllIncludedOnce() throws Exception {
        Set<String> hashes = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TxResult>> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(threads.submit(() ->
                        coin().gas(150_000).unordered(Duration.ofMinutes(1)).send()));
            }
            for (Future<TxResult> one : sent) {
                hashes.add(one.get().hash());
            }
        }

        assertThat(hashes).hasSize(20);
        assertThat(bob).hasBalance("20uatom");
    }

    @Test
    void goBesideThoseThatTakeTurns() {
        assertThat(coin().send()).succeeded();
        assertThat(coin().unordered(Duration.ofMinutes(1)).send()).succeeded();
        assertThat(coin().send()).succeeded();

        assertThat(bob).hasBalance("3uatom");
        assertThat(client.account(alice.address()).sequence()).isEqualTo(2);
    }

    /** {@code x/auth/ante.DefaultMaxTimeoutDuration}: 10 minutes. */
    @Test
    void aTimeOutThatTheChainFindsTooLongIsToldInItsWords() {
        assertThatThrownBy(() -> coin().unordered(Duration.ofHours(1)).send())
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("unordered tx ttl exceeds 10m0s");
    }

    private TxRequest coin() {
        return client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")));
    }
}
