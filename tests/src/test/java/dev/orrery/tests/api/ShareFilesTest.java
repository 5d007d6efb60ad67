package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.ShareFiles;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.NetworkDescription.ApiDescription;
import dev.orrery.network.Node;
import dev.orrery.service.client.Lease;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.service.client.StoredFile;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks whose nodes share genesis and keys through the API service, each with its own token, as on a cluster. */
class ShareFilesTest {
    private static final NetworkSpec SPEC = SpecReader.read("""
        version: 1
        name: shared
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            validators: 2
        """, "network.yaml", Path.of(""));

    private Path folder;

    @BeforeEach
    void findAPlace() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "api").toAbsolutePath());
        folder = Files.createTempDirectory(all, "test-").resolve("shared");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(folder).doesNotExist();
        AtomicFiles.deleteTree(folder.getParent());
    }

    @Test
    void allStagesRunThroughTheServiceAndNoFolderIsShared() throws Exception {
        try (RunningNetwork network = Orrery.up(SPEC, UpOptions.in(folder).shareFiles(ShareFiles.API));
                ServiceClient operator = operator(network.description().api().orElseThrow())) {
            assertThat(network.network().chain("hub").awaitBlocks(1)).isPositive();
            assertThat(folder.resolve("hub").resolve("shared")).doesNotExist();
            assertThat(operator.files().list("hub/", minute()))
                    .extracting(StoredFile::path)
                    .containsExactly(
                            "hub/genesis.json",
                            "hub/nodes/val1/config/node_key.json",
                            "hub/nodes/val1/config/priv_validator_key.json",
                            "hub/nodes/val2/config/node_key.json",
                            "hub/nodes/val2/config/priv_validator_key.json");
            for (Node node : network.network().chain("hub").nodes()) {
                assertThat(home(node).resolve("config/genesis.json"))
                        .hasBinaryContent(
                                operator.find("hub/genesis.json", minute()).orElseThrow());
                assertThat(home(node).resolve("config/priv_validator_key.json"))
                        .hasBinaryContent(
                                operator.find("hub/nodes/" + node.name() + "/config/priv_validator_key.json", minute())
                                        .orElseThrow());
            }

            String token = operator.issueToken("hub", "val2", minute());
            ServiceClient val2 = operator.with(token);
            assertThat(val2.find("hub/genesis.json", minute())).isPresent();
            assertThatThrownBy(() -> val2.find("hub/nodes/val1/config/priv_validator_key.json", minute()))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("not for hub/val2");
            assertThatThrownBy(() -> val2.put("hub/genesis.json", new byte[0], minute()))
                    .isInstanceOf(NetworkStateException.class);
        }
    }

    /** Its lease expires; the next one leaves all files anew; what the dead one still sends is refused. */
    @Test
    void whenTheFirstInitChainIsKilledInTheMiddleTheNextOneDoesItAndTheFirstIsFencedOff() {
        AtomicReference<ServiceClient> first = new AtomicReference<>();
        AtomicReference<Lease> lease = new AtomicReference<>();
        UpEvent.Listener fate = event -> {
            if (event instanceof UpEvent.ApiReady api) {
                ServiceClient operator = operator(
                        new ApiDescription(api.url().toString(), api.tokenFile().toString()));
                String token = operator.issueToken("hub", "val9", minute());
                first.set(operator.with(token));
                lease.set(die(api.url(), token));
                assertThat(operator.find("hub/genesis.json", minute())).hasValue(DyingInitChain.GENESIS);
            }
            if (event instanceof UpEvent.StageStarted stage && stage.stage() == Stage.INIT_NODE) {
                assertThatThrownBy(() ->
                                first.get().put("hub/genesis.json", DyingInitChain.GENESIS, lease.get(), minute()))
                        .isInstanceOf(NetworkStateException.class)
                        .hasMessageContaining("init-chain.hub");
            }
        };
        try (RunningNetwork network = Orrery.up(
                        SPEC, UpOptions.in(folder).shareFiles(ShareFiles.API).listener(fate));
                ServiceClient operator = operator(network.description().api().orElseThrow())) {
            assertThat(lease.get()).isNotNull();
            assertThat(network.network().chain("hub").awaitBlocks(1)).isPositive();
            assertThat(operator.find("hub/genesis.json", minute()).map(ShareFilesTest::text))
                    .hasValueSatisfying(genesis -> assertThat(genesis)
                            .contains(network.network().chain("hub").chainId()));
        }
    }

    private static Lease die(URI service, String token) {
        try {
            return DyingInitChain.runAndDie(service, "hub", token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ServiceClient operator(ApiDescription api) {
        try {
            return ServiceClient.of(
                    URI.create(api.url()),
                    Files.readString(Path.of(api.tokenFile())).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home(Node node) {
        return Path.of(node.description().folder()).resolve("home");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
