package dev.orrery.tests.relayers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.NetworkDescription.RelayerDescription;
import dev.orrery.network.NetworkDescription.RelayerProcess;
import dev.orrery.network.RelayPath;
import dev.orrery.network.SentTransfer;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relayers that run as processes beside real chains; a {@link StandIn} takes their place, so that nothing has to be built. */
class RelayerProcessTest {
    /** In blocks; a backup waits for 30 of them. */
    private static final int MORE_THAN_ITS_PATIENCE = 33;

    @TempDir
    Path folder;

    private final List<UpEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theNetworkIsReadyWhenItsRelayerSaysSoAndABackupTakesOverFromOneThatIsLost() throws Exception {
        relayer("first", "exec \"$JAVA\" -cp \"$CLASSES\" " + StandIn.class.getName() + " \"$@\"");
        relayer("broken", "echo \"ERROR no use: $*\"; exit 3");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        List<ProcessHandle> processes = new ArrayList<>();

        try (RunningNetwork network = up("""
            [{ kind: hermes, binary: { path: first } }, { kind: hermes, binary: { path: broken }, backup: true },
             { kind: hermes, binary: { path: first }, backup: true }]\
            """)) {
            assertThat(events.stream().map(event -> event.getClass().getSimpleName()))
                    .containsSubsequence("PathOpen", "RelayerReady", "Ready");
            List<RelayerDescription> relayers =
                    network.network().path("hub", "zone").description().relayers();
            assertThat(relayers).extracting(RelayerDescription::name).containsExactly("hermes", "hermes-2", "hermes-3");
            RelayerProcess first = relayers.getFirst().process().orElseThrow();
            assertThat(first.endpoint()).startsWith("http://127.0.0.1:");
            assertThat(relayers.getLast().process().orElseThrow().pid()).isZero();
            assertThat(log(network, "hermes")).contains("SUCCESS Restored key", "INFO clearing, asked by POST");

            network.onRelayer(told(heard));
            processes.add(ProcessHandle.of(first.pid()).orElseThrow());
            processes.getFirst().destroyForcibly();

            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("paths/hub-zone/hermes ended with 137");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("paths/hub-zone/hermes-2 failed");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("paths/hub-zone/hermes-3 took over");
            assertThat(log(network, "hermes-3")).contains("INFO clearing, asked by POST");
            List<Long> pids = pids(network.network().description());
            assertThat(pids.get(0)).as("ended").isZero();
            assertThat(pids.get(1)).as("never ran").isZero();
            assertThat(ProcessHandle.of(pids.get(2))).as("took over").hasValueSatisfying(ProcessHandle::isAlive);
            assertThat(pids(found(network).description().orElseThrow()))
                    .as("what others find")
                    .isEqualTo(pids);
        }

        assertThat(heard).isEmpty();
        assertThat(folder.resolve(".orrery")).doesNotExist();
    }

    @Test
    void aBackupTakesOverFromTheEmbeddedRelayerWhenThatLeavesPacketsLying() throws Exception {
        relayer("first", "exec \"$JAVA\" -cp \"$CLASSES\" " + StandIn.class.getName() + " \"$@\"");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        try (RunningNetwork running = up("[embedded, { kind: hermes, binary: { path: first }, backup: true }]")) {
            running.onRelayer(told(heard));
            Network network = running.network();
            Chain hub = network.chain("hub");
            Account bob = network.chain("zone").newAccount();
            RelayPath path = network.path("hub", "zone");

            SentTransfer relayed =
                    hub.faucet().transfer("1" + hub.denom()).to(bob).send();
            relayed.awaitAcknowledged();
            hub.awaitBlocks(MORE_THAN_ITS_PATIENCE);
            path.hold();
            hub.awaitBlocks(MORE_THAN_ITS_PATIENCE);
            assertThat(heard).as("nothing lies there").isEmpty();

            hub.faucet().transfer("1" + hub.denom()).to(bob).send();

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("paths/hub-zone/hermes took over");
            assertThat(log(running, "hermes")).contains("INFO clearing, asked by POST");
        }
    }

    @Test
    void aRelayerThatEndsBeforeItRelaysEndsTheStartInItsOwnWords() throws Exception {
        relayer("dying", "case \"$*\" in *start) echo 'ERROR foo'; echo 'ERROR no more file handles'; exit 4;; esac");

        assertThatThrownBy(() -> up("{ kind: hermes, binary: { path: dying } }").close())
                .isInstanceOf(StageException.class)
                .hasMessageContaining("starting paths/hub-zone/hermes")
                .hasMessageContaining("status 4")
                .hasMessageContaining("ERROR no more file handles");
        assertThat(folder.resolve(".orrery")).doesNotExist();
    }

    private static RunningNetwork.RelayerListener told(BlockingQueue<String> heard) {
        return new RunningNetwork.RelayerListener() {
            @Override
            public void onExit(RelayerId relayer, int status, List<String> lastLines) {
                heard.add(relayer + " ended with " + status);
            }

            @Override
            public void onTakeOver(RelayerId backup) {
                heard.add(backup + " took over");
            }

            @Override
            public void onFailure(RelayerId backup, OrreryException failure) {
                heard.add(backup + " failed");
            }
        };
    }

    private static List<Long> pids(NetworkDescription network) {
        return network.paths().getFirst().relayers().stream()
                .map(relayer -> relayer.process().orElseThrow().pid())
                .toList();
    }

    private static FoundNetwork found(RunningNetwork network) {
        return Orrery.find(Path.of(network.description().folder()), "process").orElseThrow();
    }

    private static List<String> log(RunningNetwork network, String relayer) {
        List<String> lines = new ArrayList<>();
        found(network).readLog(new RelayerId("hub-zone", relayer), false, lines::add);
        return lines;
    }

    private RunningNetwork up(String relayer) throws IOException {
        Path file = folder.resolve("network.yaml");
        Files.writeString(file, """
            version: 1
            name: stand-in
            chains:
              hub: { binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 } }
              zone: { binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 } }
            paths:
              - between: [hub, zone]
                relayer: %s
            """.formatted(relayer.replace("\n", " ")));
        return Orrery.up(
                SpecReader.read(file),
                UpOptions.in(folder.resolve(".orrery/stand-in")).listener(events::add));
    }

    private void relayer(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, """
            #!/bin/sh
            JAVA='%s'
            CLASSES='%s'
            %s
            """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
