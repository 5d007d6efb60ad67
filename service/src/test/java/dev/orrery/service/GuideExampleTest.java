package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.Deadline;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.service.client.StoredFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideExampleTest {
    @Test
    void aFirstValidatorLeavesGenesisForTheOthers(@TempDir Path folder) throws Exception {
        ServiceOptions options = ServiceOptions.of(folder.resolve("store"), folder.resolve("token"));
        try (ApiService service = ApiService.start(options);
                ServiceClient operator = ServiceClient.of(
                        service.url(), Files.readString(folder.resolve("token")).strip())) {
            Deadline deadline = Deadline.after(Duration.ofSeconds(30));
            ServiceClient val1 = operator.with(operator.issueToken("hub", "val1", deadline));
            byte[] genesis = "{\"chain_id\":\"hub-1\"}".getBytes();

            boolean here = val1.once(
                    "init-chain.hub",
                    Duration.ofSeconds(10),
                    lease -> val1.put("hub/genesis.json", genesis, lease, deadline),
                    deadline);
            val1.report("hub", "val1", "init-chain", "done", deadline);
            val1.arrive("ready.hub", 1, deadline);

            assertThat(here).isTrue();
            assertThat(val1.await("hub/genesis.json", deadline)).isEqualTo(genesis);

            StoredFile copy = operator.files()
                    .get("hub/genesis.json", folder.resolve("genesis.json"), received -> {}, deadline)
                    .orElseThrow();
            assertThat(copy.size()).isEqualTo(genesis.length);
        }
    }
}
