package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.client.Coin;
import dev.orrery.client.TxException;
import dev.orrery.client.modules.ConsumerLaunch;
import dev.orrery.client.modules.Provider;
import dev.orrery.client.modules.Staking;
import dev.orrery.client.modules.Validator;
import dev.orrery.client.tx.Msg;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.LaunchOptions;
import dev.orrery.network.Network;
import dev.orrery.network.Node;
import dev.orrery.spec.SpecReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consumer chain that is launched by transactions as the last step of the start, with keys of its own; and a second one,
 * whose registration is the test's own, so that it says what absence costs.
 */
class LaunchAtStartTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String STRICT = """
          strict:
            binary: { go: github.com/cosmos/interchain-security/v7/cmd/interchain-security-cd@v7.0.1 }
            consumerOf: hub
            consumerLaunch: later
            denom: ustrict
            genesis: { app_state: { slashing: { params: { signed_blocks_window: "10" } } } }
        """;

    @TempDir
    private Path folder;

    @Test
    void itIsReadyWithTheNetworkAndItsStepsAreTold() throws Exception {
        String yaml = Files.readString(Path.of("src/test/resources/launch.yaml"))
                        .replace("consumerLaunch: later", "consumerLaunch: transactions\n    consumerKeys: assigned")
                + STRICT;
        List<String> steps = new CopyOnWriteArrayList<>();
        UpOptions options = UpOptions.in(folder.resolve("state")).timeout(LONG).listener(event -> {
            if (event instanceof UpEvent.LaunchStep step) {
                steps.add(step.chain() + ": " + step.step());
            }
        });

        try (RunningNetwork running = Orrery.up(SpecReader.read(yaml, "network.yaml", folder), options)) {
            Chain zone = running.network().chain("zone");
            assertThat(zone.fundedAccount("5uzone")).hasBalance("5uzone");
            assertThat(zone.node("val1").consensusAddress())
                    .isNotEqualTo(running.network().chain("hub").node("val1").consensusAddress());
            try (Network attached = Network.attach(running.description())) {
                assertThat(attached.chain("zone").client().rpc().validators(1)).hasSize(3);
                assertThat(attached.path("hub-zone").description().b().channels())
                        .extracting(channel -> channel.name())
                        .containsExactlyInAnyOrder("ccv", "transfer");
            }
            assertThat(steps)
                    .containsExactly(
                            "zone: registered on hub as consumer 0",
                            "zone: opted in for by val1, val2, val3",
                            "zone: launched by hub",
                            "zone: making blocks",
                            "zone: joined to hub by the path hub-zone",
                            "zone: told its validators");

            oneOfTheTestsOwnRegistration(running.network());
        }
    }

    private static void oneOfTheTestsOwnRegistration(Network network) throws Exception {
        Chain hub = network.chain("hub");
        String id = register(hub);

        Chain strict = network.launchConsumer(
                "strict", LaunchOptions.standard().ofConsumer(id).untold());

        anUntoldOneRefusesTransactionsUntilSomethingChanges(hub, strict);
        absenceCostsWhatTheConsumerSays(hub, strict);
    }

    /** The consumer's owner decides what a validator loses for what it does there (ICS v7 {@code InfractionParameters}). */
    private static String register(Chain hub) {
        Account owner = hub.node("val2").operator();
        String id = Provider.consumerId(hub.client()
                .tx(
                        owner.key(),
                        Msg.of(
                                "/interchain_security.ccv.provider.v1.MsgCreateConsumer",
                                Map.of(
                                        "submitter", owner.address(),
                                        "chain_id", "strict-1",
                                        "metadata", new Provider.Metadata("strict", "slashes for absence", "none"),
                                        "power_shaping_parameters", Provider.PowerShaping.optIn(),
                                        "infraction_parameters",
                                                Map.of(
                                                        "downtime",
                                                        Map.of(
                                                                "slash_fraction",
                                                                new BigDecimal("0.1"),
                                                                "jail_duration",
                                                                "700s")))))
                .send());
        for (Node node : hub.nodes()) {
            Account operator = node.operator();
            hub.client()
                    .tx(operator.key(), Provider.optIn(Staking.operatorAddress(operator.address()), id))
                    .send();
        }
        hub.client()
                .tx(
                        owner.key(),
                        Provider.updateConsumer(
                                owner.address(),
                                id,
                                Provider.ConsumerUpdate.nothing()
                                        .launch(ConsumerLaunch.at(Instant.now()).initialHeight(1, 1))))
                .send();
        return id;
    }

    private static void anUntoldOneRefusesTransactionsUntilSomethingChanges(Chain hub, Chain strict) {
        assertThatThrownBy(() -> strict.fundedAccount("5ustrict"))
                .isInstanceOf(TxException.class)
                .hasMessageContaining("tx contains unsupported message types");

        Account alice = hub.fundedAccount("20000000uatom");
        hub.client()
                .tx(
                        alice.key(),
                        Staking.delegate(
                                alice.address(),
                                Staking.operatorAddress(
                                        hub.node("val1").operator().address()),
                                Coin.parse("5000000uatom")))
                .send();
        // One unit came with the launch of the first consumer.
        assertThat(Powers.await(strict, it -> it.containsValue(9L), Deadline.after(LONG)))
                .containsEntry("val1", 9L);
        assertThat(strict.fundedAccount("5ustrict")).hasBalance("5ustrict");
    }

    private static void absenceCostsWhatTheConsumerSays(Chain hub, Chain strict) throws Exception {
        Infractions.kill(strict.node("val3"));

        Validator slashed = Infractions.awaitJailed(hub, "val3", Deadline.after(LONG));
        assertThat(slashed.jailed()).isTrue();
        assertThat(slashed.tokens()).isEqualTo(new BigInteger("900000"));
        assertThat(Infractions.signingInfo(hub, "val3").jailedUntil())
                .isAfter(Instant.now().plusSeconds(601));
        assertThat(Powers.await(strict, it -> !it.containsKey("val3"), Deadline.after(LONG)))
                .containsOnlyKeys("val1", "val2");
    }
}
