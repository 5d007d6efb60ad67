package dev.orrery.benchmarks.validators;

import dev.orrery.base.Deadline;
import dev.orrery.benchmarks.measure.Measured;
import dev.orrery.benchmarks.measure.Way;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.spec.NetworkSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings a network up, delegates one unit of power to the first validator of {@code hub}, and waits until it has it.
 *
 * @param target the chain on which the power has to arrive
 */
record FirstChange(String label, NetworkSpec spec, String target) implements Way {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What a validator has by itself, and the unit more. */
    private static final long POWER = 1001;

    @Override
    public Measured run(Path folder) {
        Map<String, Duration> steps = new LinkedHashMap<>();
        long start = System.nanoTime();
        try (RunningNetwork running =
                Orrery.up(spec, UpOptions.in(folder.resolve(spec.name())).timeout(PATIENCE))) {
            long ready = System.nanoTime();
            Chain hub = running.network().chain("hub");
            delegate(hub);
            long delegated = System.nanoTime();
            awaitPower(running.network().chain(target));
            long delivered = System.nanoTime();
            steps.put("file -> ready", Duration.ofNanos(ready - start));
            steps.put("ready -> delegated, in a block", Duration.ofNanos(delegated - ready));
            steps.put("delegated -> power on " + target, Duration.ofNanos(delivered - delegated));
            return new Measured(Duration.ofNanos(delivered - start), steps);
        }
    }

    private static void delegate(Chain hub) {
        Account faucet = hub.faucet();
        String validator = Staking.operatorAddress(hub.node("val1").operator().address());
        hub.client()
                .tx(faucet.key(), Staking.delegate(faucet.address(), validator, Coin.parse("1000000" + hub.denom())))
                .send();
    }

    private static void awaitPower(Chain chain) {
        String address = chain.node("val1").consensusAddress();
        CometRpc rpc = chain.client().rpc();
        Deadline deadline = Deadline.after(PATIENCE);
        while (rpc.validators(rpc.head().height()).stream()
                .noneMatch(it -> it.address().equals(address) && it.votingPower() == POWER)) {
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
        }
    }
}
