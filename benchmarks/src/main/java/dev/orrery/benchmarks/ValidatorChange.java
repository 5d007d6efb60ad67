package dev.orrery.benchmarks;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A provider and a consumer with three validators each: from the file until a change of stake is power on the consumer. */
final class ValidatorChange {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final NetworkSpec NETWORK = SpecReader.read("""
        version: 1
        name: consumer
        chains:
          hub:
            binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-pd@v7.0.1 }
            validators: 3
          zone:
            binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-cd@v7.0.1 }
            consumerOf: hub
        """, "network.yaml", Path.of(""));

    private final PrintStream out;
    private final Map<String, Samples> steps = new LinkedHashMap<>();

    ValidatorChange(PrintStream out) {
        this.out = out;
    }

    void run(int warmUp, int rounds) {
        for (int i = 0; i < warmUp + rounds; i++) {
            if (i == warmUp) {
                steps.clear();
            }
            round();
        }
        steps.forEach((step, samples) -> out.printf(
                Locale.ROOT,
                "    %-36s min %.3f s, median %.3f s, max %.3f s%n",
                step,
                Samples.seconds(samples.min()),
                Samples.seconds(samples.median()),
                Samples.seconds(samples.max())));
    }

    private void round() {
        Path folder = Folders.temporary();
        long start = System.nanoTime();
        try (RunningNetwork running = Orrery.up(NETWORK, UpOptions.in(folder.resolve("network")))) {
            long ready = System.nanoTime();
            Chain hub = running.network().chain("hub");
            Account faucet = hub.faucet();
            hub.client()
                    .tx(
                            faucet.key(),
                            Staking.delegate(
                                    faucet.address(),
                                    Staking.operatorAddress(
                                            hub.node("val1").operator().address()),
                                    Coin.parse("1000000" + hub.denom())))
                    .send();
            long delegated = System.nanoTime();
            awaitPower(running.network().chain("zone"), 1001);
            long delivered = System.nanoTime();
            add("file -> ready", ready - start);
            add("ready -> delegated, in a block", delegated - ready);
            add("delegated -> power on the consumer", delivered - delegated);
            add("file -> first change delivered", delivered - start);
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static void awaitPower(Chain zone, long power) {
        String address = zone.node("val1").consensusAddress();
        CometRpc rpc = zone.client().rpc();
        Deadline deadline = Deadline.after(PATIENCE);
        while (rpc.validators(rpc.head().height()).stream()
                .noneMatch(it -> it.address().equals(address) && it.votingPower() == power)) {
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
        }
    }

    private void add(String step, long nanos) {
        steps.computeIfAbsent(step, name -> new Samples()).add(Duration.ofNanos(nanos));
    }
}
