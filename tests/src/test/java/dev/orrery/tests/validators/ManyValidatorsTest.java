package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.junit.ChainName;
import dev.orrery.junit.NetworkTest;
import dev.orrery.junit.Sharing;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import dev.orrery.network.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty validators on one chain, and beside them a chain with {@code profile: realistic}. */
@Tag("full")
@NetworkTest(value = "many.yaml", sharing = Sharing.CLASS, timeoutSeconds = 180)
class ManyValidatorsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void allTwentyAreInTheSetAndSign(Network network, @ChainName("hub") Chain hub) {
        ChainStatus status = network.status(Deadline.after(LONG)).chains().getFirst();
        assertThat(status.missing()).isEmpty();
        assertThat(status.validators())
                .hasSize(20)
                .extracting(ValidatorStatus::votingPower)
                .containsOnly(1000L);

        List<String> all = hub.nodes().stream().map(Node::consensusAddress).toList();
        Set<String> signed = new HashSet<>();
        CometRpc rpc = hub.client().rpc();
        Deadline deadline = Deadline.after(LONG);
        for (long height = 1; !signed.containsAll(all) && !deadline.passed(); height++) {
            rpc.awaitBlock(height + 1, deadline);
            signed.addAll(Powers.signers(hub, height));
        }
        assertThat(signed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(hub.fundedAccount("5uatom")).hasBalance("5uatom");
    }

    @Test
    void theRealisticOneHasTheSettingsOfItsProgram(@ChainName("calm") Chain calm) throws IOException {
        String config = file(calm, "config.toml");

        assertThat(setting(config, "timeout_commit")).isEqualTo("5000ms");
        assertThat(setting(config, "timeout_propose")).isEqualTo("3s");
        assertThat(setting(config, "timeout_prevote")).isEqualTo("1s");
        assertThat(setting(config, "timeout_precommit")).isEqualTo("1s");
        assertThat(setting(config, "peer_gossip_sleep_duration")).isEqualTo("100ms");
        assertThat(setting(config, "flush_throttle_timeout")).isEqualTo("100ms");
        assertThat(calm.client().slashing().params().signedBlocksWindow()).isEqualTo(100);
    }

    @Test
    void andMakesABlockEveryFiveSeconds(@ChainName("calm") Chain calm) {
        CometRpc rpc = calm.client().rpc();
        rpc.awaitBlock(3, Deadline.after(LONG));

        // Block 1 has the time of genesis; from then on a block has that of the votes for the one before.
        assertThat(Duration.between(time(rpc, 2), time(rpc, 3)))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    private static Instant time(CometRpc rpc, long height) {
        return Instant.parse(rpc.block(height).at("/block/header/time").asString());
    }

    private static String file(Chain chain, String name) throws IOException {
        return Files.readString(Path.of(chain.nodes().getFirst().description().folder(), "home", "config", name));
    }

    private static String setting(String config, String name) {
        return Pattern.compile("^" + name + " = \"(.*)\"$", Pattern.MULTILINE)
                .matcher(config)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
