package dev.orrery.tests.client;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static dev.orrery.assertions.OrreryAssertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.ChainClient;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.EventStream;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who waits for a node that was paused or killed is told so in time. */
@NetworkTest(value = "one.yaml", sharing = Sharing.METHOD)
@ExtendWith(NoThreadLeft.class)
class NodeKilledTest {
    @Test
    void whoWaitsForAPausedNodeIsToldAtTheDeadlineAndGoesOnAfterwards(Chain hub) throws Exception {
        ChainClient client = hub.client();
        Account alice = hub.fundedAccount("1000000uatom");
        Account bob = hub.newAccount();

        Processes.signal(hub, "STOP");
        try {
            assertThatThrownBy(() -> client.awaitBlocks(5, Deadline.after(Duration.ofMillis(500))))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThatThrownBy(() -> alice.sendCoins("1uatom")
                            .to(bob)
                            .within(Duration.ofMillis(700))
                            .send())
                    .isInstanceOf(DeadlineExceededException.class);
        } finally {
            Processes.signal(hub, "CONT");
        }

        assertThat(alice.sendCoins("1uatom").to(bob).send()).succeeded();
    }

    @Test
    void whoHoldsAConnectionToAKilledNodeIsToldAtOnceAndWhoWaitsForTheChainAtTheDeadline(Chain hub) throws Exception {
        ChainClient client = hub.client();
        Deadline patience = Deadline.after(Duration.ofSeconds(60));
        CometRpc connection = client.rpc();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            EventStream events = connection.subscribe("tm.event='Tx' AND transfer.recipient='nobody'");
            Future<?> block = threads.submit(() -> connection.awaitBlock(1_000_000, patience));
            Future<?> event = threads.submit(() -> events.next(patience));
            Future<?> chain = threads.submit(() -> client.awaitBlock(1_000_000, Deadline.after(Duration.ofSeconds(3))));
            Future<?> asserted = threads.submit(
                    () -> assertThat(hub).producesBlocks(1_000_000).within(Duration.ofSeconds(3)));
            client.awaitBlocks(1, patience);

            Processes.signal(hub, "KILL");

            for (Future<?> waiting : List.of(block, event)) {
                assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(UnreachableException.class);
            }
            assertThatThrownBy(() -> chain.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("connection refused");
            assertThatThrownBy(() -> asserted.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected hub to make")
                    .hasMessageContaining("but it made");
        }
        assertThatThrownBy(client::height).isInstanceOf(UnreachableException.class);
    }
}
