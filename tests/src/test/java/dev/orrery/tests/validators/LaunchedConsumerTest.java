package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.StageException;
import dev.orrery.client.Coin;
import dev.orrery.client.modules.ConsumerLaunch;
import dev.orrery.client.modules.ConsumerPhase;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Staking;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A consumer chain that a test launches by transactions on its running provider. */
@NetworkTest(value = "launch.yaml", sharing = Sharing.CLASS)
class LaunchedConsumerTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SPAWN = Duration.ofSeconds(3);

    @Test
    void itsFirstValidatorsAreThoseThatOptedInAndFromThenOnItIsLikeAnyConsumer(
            Network network, @ChainName("hub") Chain hub) {
        assertThatThrownBy(() -> network.chain("zone"))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("not launched yet")
                .hasMessageContaining("network.launchConsumer(\"zone\")");
        assertThatThrownBy(() -> network.launchConsumer("zona"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"zone\"?");

        whomNobodyOptedInForIsNotLaunchedAndThatIsTold(network, hub);

        Instant begin = Instant.now();
        Chain zone = network.launchConsumer(
                "zone", LaunchOptions.standard().withValidators("val1", "val2").spawnAfter(SPAWN));

        assertThat(Instant.parse(
                        zone.client().rpc().block(1).at("/block/header/time").asString()))
                .isAfterOrEqualTo(begin.plus(SPAWN).truncatedTo(ChronoUnit.SECONDS));

        assertThat(Powers.signers(zone, 1))
                .isSubsetOf(
                        hub.node("val1").consensusAddress(), hub.node("val2").consensusAddress());
        assertThat(hub.client().provider().consumerChains())
                .extracting(it -> it.chainId(), it -> it.phase())
                .containsExactlyInAnyOrder(
                        tuple("zone-1", ConsumerPhase.REGISTERED), tuple("zone-1", ConsumerPhase.LAUNCHED));
        // One unit more than the file says: what the provider had to tell.
        assertThat(Powers.await(zone, powers -> powers.containsValue(4L), Deadline.after(LONG)))
                .isEqualTo(Map.of("val1", 4L, "val2", 2L));
        assertThat(zone.fundedAccount("5uzone")).hasBalance("5uzone");
        assertThatThrownBy(() -> network.launchConsumer("zone"))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("a chain that runs");

        whoOptsInLaterSignsToo(hub, zone);
        transfersAndStakeArrive(network, hub, zone);
        aShareOfItsFeesReachesTheProvidersValidators(hub, zone);
    }

    private static void whomNobodyOptedInForIsNotLaunchedAndThatIsTold(Network network, Chain hub) {
        Account owner = hub.node("val1").operator();
        String id = Provider.consumerId(hub.client()
                .tx(
                        owner.key(),
                        Provider.createConsumer(
                                owner.address(),
                                "zone-1",
                                new Provider.Metadata("zone", "nobody runs it", "none"),
                                Optional.of(ConsumerLaunch.at(Instant.now().plusSeconds(3))
                                        .initialHeight(1, 1)),
                                Provider.PowerShaping.optIn()))
                .send());

        // In time to see it, and after that.
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> network.launchConsumer(
                            "zone", LaunchOptions.standard().ofConsumer(id)))
                    .isInstanceOf(StageException.class)
                    .hasMessageContaining("launching zone")
                    .hasMessageContaining("the phase REGISTERED")
                    .hasMessageContaining("took its spawn time away")
                    .hasMessageContaining("has a validator opted in");
        }
    }

    private static String launchedId(Chain hub) {
        return hub.client().provider().consumerChains().stream()
                .filter(it -> it.phase() == ConsumerPhase.LAUNCHED)
                .map(it -> it.consumerId())
                .findFirst()
                .orElseThrow();
    }

    private static void whoOptsInLaterSignsToo(Chain hub, Chain zone) {
        Account operator = hub.node("val3").operator();
        hub.client()
                .tx(operator.key(), Provider.optIn(Staking.operatorAddress(operator.address()), launchedId(hub)))
                .send();

        assertThat(Powers.await(zone, powers -> powers.containsKey("val3"), Deadline.after(LONG)))
                .isEqualTo(Map.of("val1", 4L, "val2", 2L, "val3", 1L));
    }

    private static void transfersAndStakeArrive(Network network, Chain hub, Chain zone) {
        Channel channel = hub.channelTo(zone);
        Account alice = hub.fundedAccount("20000000uatom");
        Account bob = zone.newAccount();
        Coin sent = Coin.parse("7uatom");
        alice.transfer(sent).over(channel).to(bob).send().awaitAcknowledged();
        assertThat(bob).hasBalance(channel.voucher(sent));

        hub.client()
                .tx(
                        alice.key(),
                        Staking.delegate(
                                alice.address(),
                                Staking.operatorAddress(
                                        hub.node("val2").operator().address()),
                                Coin.parse("5000000uatom")))
                .send();
        assertThat(Powers.await(zone, powers -> powers.getOrDefault("val2", 0L) == 7, Deadline.after(LONG)))
                .containsEntry("val2", 7L);
        assertThat(network.status(Deadline.after(LONG)).paths())
                .extracting(it -> it.name())
                .containsExactly("hub-zone");
    }

    private static void aShareOfItsFeesReachesTheProvidersValidators(Chain hub, Chain zone) {
        Rewards.payFee(zone, "20000000uzone");

        assertThat(Rewards.await(hub, zone, "val1", Deadline.after(LONG))).isTrue();
    }
}
