package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;

import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer chain that is launched by transactions as the last step of the start, with keys of its own. */
class LaunchAtStartTest {
    @TempDir
    private Path folder;

    @Test
    void itIsReadyWithTheNetworkAndItsStepsAreTold() throws IOException {
        String yaml = Files.readString(Path.of("src/test/resources/launch.yaml"))
                .replace("consumerLaunch: later", "consumerLaunch: transactions\n    consumerKeys: assigned");
        List<String> steps = new CopyOnWriteArrayList<>();
        UpOptions options = UpOptions.in(folder.resolve("state"))
                .timeout(Duration.ofMinutes(2))
                .listener(event -> {
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
        }

        assertThat(steps)
                .containsExactly(
                        "zone: registered on hub as consumer 0",
                        "zone: opted in for by val1, val2, val3",
                        "zone: launched by hub",
                        "zone: making blocks",
                        "zone: joined to hub by the path hub-zone",
                        "zone: told its validators");
    }
}
