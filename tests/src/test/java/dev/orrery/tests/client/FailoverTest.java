package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections are lost over transactions: the same bytes are offered again, so that none is lost and none comes twice. */
@NetworkTest("generations.yaml")
@ExtendWith(NoThreadLeft.class)
class FailoverTest {
    private static final int SENDS = 80;

    @Test
    void connectionsThatAreCutLoseAndDoubleNothing(@ChainName("hub") Chain hub) throws Exception {
        Account alice = hub.fundedAccount("10000000uatom");
        Account bob = hub.newAccount();
        Deadline soon = Deadline.after(Duration.ofMinutes(2));
        Set<String> hashes = new HashSet<>();
        try (NodeProxy proxy = NodeProxy.before(rpc(hub, "val1"));
                ChainClient client = ChainClient.open(ChainConnection.to(URI.create(proxy.url()), hub.chainId())
                        .node(rpc(hub, "val2"))
                        .gasPrice(hub.description().gasPrice(), hub.denom())
                        .build());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TxResult>> sends = new ArrayList<>();
            for (int i = 0; i < SENDS; i++) {
                String memo = "number " + i;
                sends.add(threads.submit(
                        () -> client.tx(alice.key(), new MsgSend(alice.address(), bob.address(), Coin.parse("1uatom")))
                                .memo(memo)
                                .gas(120_000)
                                .within(Duration.ofMinutes(2))
                                .send()));
                if (i % 20 == 10) {
                    long height = hub.height();
                    assertThat(hub.client().awaitBlock(height + 1, soon).height())
                            .isGreaterThan(height);
                    proxy.cut();
                }
            }
            long last = 0;
            for (Future<TxResult> sent : sends) {
                TxResult result = sent.get();
                hashes.add(result.hash());
                last = Math.max(last, result.height());
            }
            assertThat(proxy.accepted()).isPositive();
            assertThat(hub.client().awaitBlock(last, soon).height()).isGreaterThanOrEqualTo(last);
        }

        assertThat(hashes).hasSize(SENDS);
        assertThat(bob).hasBalance(SENDS + "uatom");
        assertThat(hub.client().account(alice.address()).sequence()).isEqualTo(SENDS);
    }

    private static String rpc(Chain chain, String node) {
        return chain.node(node).endpoints().rpc();
    }
}
