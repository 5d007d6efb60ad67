package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.modules.Slashing;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a validator does wrong on a consumer chain, it is punished for on the provider. */
@NetworkTest(value = "downtime.yaml", sharing = Sharing.CLASS)
class ConsumerInfractionsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** The module's own fraction for absence is 0, that of a consumer may be another: {@link LaunchAtStartTest}. */
    @Test
    void whoIsAwayFromTheConsumerIsJailedOnTheProviderAndLosesItsPowerOnBoth(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) throws Exception {
        Deadline deadline = Deadline.after(LONG);

        Infractions.kill(zone.node("val3"));

        Validator jailed = Infractions.awaitJailed(hub, "val3", deadline);
        assertThat(jailed.jailed()).isTrue();
        assertThat(jailed.tokens()).isEqualTo(new BigInteger("1000000"));
        Slashing.SigningInfo info = Infractions.signingInfo(hub, "val3");
        assertThat(info.tombstoned()).isFalse();
        assertThat(info.jailedUntil()).isBetween(Instant.now(), Instant.now().plusSeconds(600));
        for (Chain chain : new Chain[] {hub, zone}) {
            assertThat(Powers.await(chain, it -> !it.containsKey("val3"), deadline))
                    .as(chain.name())
                    .containsKey("val1")
                    .doesNotContainKey("val3");
        }
    }

    @Test
    void whoVotesTwiceOnTheConsumerIsSlashedAndNeverComesBack(
            @ChainName("hub") Chain hub, @ChainName("zone") Chain zone) {
        Account witness = hub.fundedAccount("1000000uatom");
        assertThat(zone).producesBlocks(2).within(LONG);

        hub.client()
                .tx(witness.key(), DoubleVote.evidence(zone, "0", zone.node("val2"), witness.address()))
                .send();

        Validator slashed = hub.client()
                .staking()
                .validator(Staking.operatorAddress(hub.node("val2").operator().address()));
        assertThat(slashed.jailed()).isTrue();
        // slash_fraction_double_sign of the provider: 5 %.
        assertThat(slashed.tokens()).isEqualTo(new BigInteger("1900000"));
        assertThat(Infractions.signingInfo(hub, "val2").tombstoned()).isTrue();
        assertThat(Powers.await(zone, it -> !it.containsKey("val2"), Deadline.after(LONG)))
                .containsKey("val1")
                .doesNotContainKey("val2");
    }
}
