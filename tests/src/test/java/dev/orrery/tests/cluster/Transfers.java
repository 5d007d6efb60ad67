package dev.orrery.tests.cluster;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.Coin;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Transfers from one chain to another, one after the other, each acknowledged before the next is sent. */
final class Transfers implements AutoCloseable {
    private final Channel channel;
    private final String denom;
    private final Account receiver;
    private final Duration patience;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final FutureTask<Integer> sending;

    private Transfers(Chain from, Chain to, Duration patience) {
        this.channel = from.channelTo(to);
        this.denom = from.denom();
        this.receiver = to.newAccount();
        this.patience = patience;
        Account sender = from.fundedAccount("10000000" + denom);
        this.sending = new FutureTask<>(() -> send(sender));
    }

    /** @param patience for each of them, from its sending to its acknowledgement */
    static Transfers start(Chain from, Chain to, Duration patience) {
        Transfers transfers = new Transfers(from, to, patience);
        Thread.ofVirtual().name("transfers").start(transfers.sending);
        return transfers;
    }

    private int send(Account sender) {
        int acknowledged = 0;
        while (!enough.get()) {
            Deadline deadline = Deadline.after(patience);
            sender.transfer("1" + denom)
                    .over(channel)
                    .to(receiver)
                    .tx(request -> request.within(patience))
                    .send()
                    .awaitAcknowledged(deadline);
            acknowledged++;
        }
        return acknowledged;
    }

    /** Ends it: as many coins have arrived as packets were acknowledged. */
    void assertNothingIsLost() throws InterruptedException {
        enough.set(true);
        try {
            int acknowledged = Deadline.after(patience.multipliedBy(2))
                    .await(
                            sending,
                            () -> Failure.doing("waiting for the last transfer of " + denom)
                                    .build());
            assertThat(acknowledged).isPositive();
            assertThat(receiver).hasBalance(channel.voucher(new Coin(BigInteger.valueOf(acknowledged), denom)));
        } catch (ExecutionException e) {
            throw new AssertionError("a transfer of " + denom + " was lost", e.getCause());
        }
    }

    @Override
    public void close() {
        enough.set(true);
        sending.cancel(true);
    }
}
