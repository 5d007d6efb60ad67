package dev.orrery.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.RunningNetwork;
import dev.orrery.network.Chain;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's example: a chain that is added by one file beside the network file starts. */
class OwnChainTest {
    @Test
    void aChainOfOnesOwnIsOneFile() throws Exception {
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "guide", "chains.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
        Place place = Place.make();
        Files.writeString(
                Files.createDirectories(place.folder().resolve("chains")).resolve("zone.yaml"), examples.get(1));
        Path file = Files.writeString(place.folder().resolve("network.yaml"), examples.get(2));
        NetworkSpec spec = SpecReader.read(file);

        try (RunningNetwork running = place.up(spec)) {
            Chain zone = running.network().chain("zone");
            assertThat(zone.denom()).isEqualTo("uzone");
            assertThat(zone.height()).isPositive();
            assertThat(zone.newAccount().address()).startsWith("cosmos1");
        }
        place.isAsIfNothingHadBeen();
    }
}
