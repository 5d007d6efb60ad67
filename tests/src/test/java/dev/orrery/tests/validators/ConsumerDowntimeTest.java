package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Chain;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A validator that is away from a consumer chain, though not from the provider. */
@NetworkTest(value = "downtime.yaml", sharing = Sharing.CLASS)
class ConsumerDowntimeTest {
    @Test
    void whoIsAwayFromTheConsumerIsJailedOnTheProviderAndLosesItsPowerOnBoth(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) throws Exception {
        ProcessHandle away =
                ProcessHandle.of(zone.node("val3").description().pid()).orElseThrow();
        away.destroyForcibly();
        away.onExit().get(10, TimeUnit.SECONDS);

        Deadline deadline = Deadline.after(Duration.ofSeconds(90));
        String operator = Staking.operatorAddress(hub.node("val3").operator().address());
        CometRpc rpc = hub.client().rpc();
        Validator validator;
        do {
            rpc.awaitBlock(rpc.head().height() + 1, deadline);
            validator = hub.client().staking().validator(operator);
        } while (!validator.jailed() && !deadline.passed());

        assertThat(validator.jailed()).isTrue();
        for (Chain chain : new Chain[] {hub, zone}) {
            Map<String, Long> powers = Powers.await(chain, it -> !it.containsKey("val3"), deadline);
            assertThat(powers).as(chain.name()).containsOnlyKeys("val1", "val2");
        }
    }
}
