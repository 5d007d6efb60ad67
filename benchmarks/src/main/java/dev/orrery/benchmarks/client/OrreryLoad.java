package dev.orrery.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import dev.orrery.client.ChainClient;
import dev.orrery.client.Coin;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.tx.MsgSend;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Orrery's client: a virtual thread for each transaction, each of which waits until its own is in a block. */
record OrreryLoad(Chain chain, String recipient, int warmUp) implements Load {
    /** As much as a busy machine may need for all of them. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public String label() {
        return "Orrery";
    }

    @Override
    public Sent run(int accounts, int transactions) {
        List<Account> senders = Senders.of(chain, accounts);
        // A client of its own: CosmJS uses the same accounts in turns, so that sequences that are known would be wrong.
        try (ChainClient client = ChainClient.open(chain.client().connection())) {
            send(client, senders, Math.ceilDiv(warmUp, accounts) * accounts);
            long start = System.nanoTime();
            long cpu = SYSTEM.getProcessCpuTime();
            send(client, senders, transactions);
            return new Sent(
                    transactions,
                    Duration.ofNanos(System.nanoTime() - start),
                    Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu));
        }
    }

    private void send(ChainClient client, List<Account> senders, int transactions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < transactions; i++) {
                Account from = senders.get(i % senders.size());
                all.add(threads.submit(() -> send(client, from.key(), from.address())));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw Failed.because("sending from " + senders.size() + " accounts", e);
        } catch (InterruptedException e) {
            throw Failed.interrupted(e);
        }
    }

    private void send(ChainClient client, Signer signer, String address) {
        client.tx(signer, new MsgSend(address, recipient, Coin.of(1, chain.denom())))
                .gas(Senders.GAS)
                .fee(Coin.of(Senders.FEE, chain.denom()))
                .within(PATIENCE)
                .send();
    }
}
