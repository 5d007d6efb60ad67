package dev.orrery.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.engine.Orrery;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.network.Account;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.tests.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line on real chains, from {@code up} to {@code down}. */
@Timeout(value = 15, unit = TimeUnit.MINUTES) // the chain binary may have to be built first
class CliTest {
    private static final List<String> NODES = List.of("hub/val1", "hub/val2", "zone/val1", "zone/val2");
    private static final List<String> STAGES = List.of("init-chain", "init-node", "start", "create-validator");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void writeTheNetworkFile() throws IOException {
        cli = new Cli(folder);
        Files.writeString(folder.resolve("network.yaml"), """
            version: 1
            name: cli
            chains:
              hub:
                binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
                stake: [2000000000, 1000000000]
                denom: uatom
                accounts: { alice: 1000000uatom }
              zone:
                binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
                validators: 2
                denom: uzone
            paths:
              - between: [hub, zone]
            """);
    }

    @AfterEach
    void leaveNothingRunning() throws Exception {
        if (Files.exists(folder.resolve(".orrery/cli"))) {
            cli.run("down");
        }
        assertThat(folder.resolve(".orrery/cli")).doesNotExist();
    }

    @Test
    void detachedItRunsUntilDown() throws Exception {
        Result up = cli.run("up", "--detach", "--verbose");

        assertThat(up.status()).as(up.err()).isZero();
        assertThat(up.out())
                .containsPattern("(?m)^NODE +init-chain  init-node  start$")
                .containsPattern("(?m)^hub/val1 +[0-9.]+ s +[0-9.]+ s +[0-9.]+ s$")
                .containsPattern("(?m)^zone/val2 +[0-9.]+ s +[0-9.]+ s$");
        assertThat(up.out()).contains("hub  chain ID hub-1, denom uatom", "accounts: ", "alice", "hub-zone  hub ");

        JsonNode status = cli.run("status", "--json").json();
        List<ProcessHandle> nodes = nodes(status);
        JsonNode hub = status.path("chains").get(0);
        assertThat(hub.path("chainId").asString()).isEqualTo("hub-1");
        assertThat(hub.path("height").asLong()).isPositive();
        assertThat(hub.path("validators")
                        .valueStream()
                        .map(it -> it.path("node").asString() + " "
                                + it.path("votingPower").asLong()))
                .containsExactlyInAnyOrder("val1 2000", "val2 1000");
        assertThat(nodes).hasSize(4).allMatch(ProcessHandle::isAlive);
        assertThat(hub.at("/nodes/0/stages").findValuesAsString("stage"))
                .containsExactly("init-chain", "init-node", "start");
        assertThat(hub.at("/nodes/0/stages/2/tookMillis").asLong()).isPositive();
        for (String end : List.of("a", "b")) {
            JsonNode side = status.path("paths").get(0).path(end);
            assertThat(side.path("clientStatus").asString()).isEqualTo("Active");
            assertThat(side.path("connectionState").asString()).isEqualTo("OPEN");
            assertThat(side.path("channels").get(0).path("state").asString()).isEqualTo("OPEN");
        }
        assertThat(cli.run("status").out())
                .contains("hub  chain ID hub-1", "running", "Active", "transfer/channel-0 OPEN");

        for (String node : NODES) {
            for (String stage : STAGES) {
                Result log = cli.inside("logs", node, "--stage", stage);
                assertThat(log.status()).as("%s %s: %s", node, stage, log.err()).isZero();
                assertThat(log.out()).as("%s %s", node, stage).isNotBlank();
            }
        }
        assertThat(cli.run("logs", "--lines", "1").out().lines())
                .map(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrder("hub/val1", "hub/val2", "zone/val1", "zone/val2", "paths/hub-zone/embedded");
        assertThat(cli.inside("logs", "hub/vla1").err()).contains("did you mean hub/val1?");

        new ChainFromTheShell(cli).isUsed();
        relaysInTheBackground();

        Result second = cli.run("up");
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.err()).contains("cli").doesNotContain("\tat ");
        assertThat(nodes).allMatch(ProcessHandle::isAlive);

        Result down = cli.run("down");
        assertThat(down.status()).as(down.err()).isZero();
        assertThat(down.out()).contains("cli is stopped");
        assertThat(nodes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve(".orrery/cli")).doesNotExist();

        Result again = cli.run("down");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("not running: nothing to stop");
        assertThat(cli.run("status", "--json").json().path("error").path("seen").asString())
                .contains("not running");
    }

    /** A transfer of this process, which the process in the background relays; and what the commands tell of it. */
    private void relaysInTheBackground() throws Exception {
        try (Network network = Network.attach(Orrery.find(folder.resolve(".orrery/cli"), "process")
                .flatMap(FoundNetwork::description)
                .orElseThrow())) {
            Chain hub = network.chain("hub");
            Account bob = network.chain("zone").newAccount();
            hub.fundedAccount("1000000uatom").transfer("5uatom").to(bob).send().awaitAcknowledged();
        }

        JsonNode path = cli.inside("paths", "hub-zone", "--timeline", "--json")
                .json()
                .path("paths")
                .get(0);
        assertThat(path.path("canonical").asBoolean()).isTrue();
        assertThat(path.at("/relayers/0/kind").asString()).isEqualTo("embedded");
        assertThat(path.path("pending")).isEmpty();
        assertThat(path.at("/timeline/0/events")
                        .valueStream()
                        .map(it -> it.path("kind").asString()))
                .containsExactly("sent", "received", "acknowledgement_written", "acknowledged");
        assertThat(cli.inside("paths", "--timeline").out())
                .contains("hub-zone  canonical, relayed by embedded", "hub-1 transfer/channel-0 #1", "acknowledged");
        JsonNode registry = cli.inside("paths", "--registry").json().get(0);
        assertThat(registry.at("/chain_1/chain_name").asString()).isEqualTo("hub");
        assertThat(registry.at("/channels/0/tags/preferred").asBoolean()).isTrue();
        assertThat(cli.inside("paths", "hub-zoen").err()).contains("did you mean \"hub-zone\"?");
    }

    @Test
    void afterACrashNothingRunsAndItCanBeStartedAgainOrClearedAway() throws Exception {
        Result up = cli.run("up", "--detach", "--json");
        assertThat(up.status()).as(up.out() + up.err()).isZero();
        JsonNode ready = up.lastJson();
        assertThat(ready.path("event").asString()).isEqualTo("ready");
        assertThat(up.out()).doesNotContain("mnemonic");
        List<ProcessHandle> nodes = nodes(ready.path("network"));

        killOwner(ready);

        for (ProcessHandle node : nodes) {
            // How soon is measured in benchmarks; here they must go at all.
            node.onExit().get(30, TimeUnit.SECONDS);
        }
        Result status = cli.run("status");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.err()).contains("this network has crashed", "orrery up");
        assertThat(cli.run("logs", "hub/val1").out()).isNotBlank();

        Result second = cli.run("up", "--detach", "--json");
        assertThat(second.status()).as(second.err()).isZero();

        killOwner(second.lastJson());
        Result down = cli.run("down");

        assertThat(down.status()).as(down.err()).isZero();
        assertThat(down.out()).contains("had crashed; what was left of it is cleared away");
    }

    private static void killOwner(JsonNode ready) throws Exception {
        ProcessHandle owner = process(ready.path("network").path("owner"));
        owner.destroyForcibly();
        owner.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aStartThatFailsSaysWhyInTheNodesOwnWordsAndLeavesNothing() throws Exception {
        Path file = folder.resolve("network.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "denom: uzone",
                                "genesis: { app_state: { bank: { params: { send_enabled: [ 5 ] } } } }"));

        for (String[] args : new String[][] {{"up"}, {"up", "--detach"}}) {
            Result up = cli.run(args);

            assertThat(up.status()).isEqualTo(1);
            assertThat(up.err())
                    .contains(
                            "failed while starting zone",
                            "panic: ",
                            "cannot unmarshal number",
                            "/app_state/bank/params/send_enabled")
                    .doesNotContain("\tat ");
            assertThat(folder.resolve(".orrery")).doesNotExist();
        }
    }

    @Test
    void aWrongFileIsToldInTheBackgroundToo() throws Exception {
        Files.writeString(folder.resolve("network.yaml"), "version: 1\nnmae: cli\n");

        Result up = cli.run("up", "--detach");

        assertThat(up.status()).isEqualTo(2);
        assertThat(up.err()).contains("network.yaml:2:1: ", "did you mean \"name\"?");
    }

    @Test
    void inTheForegroundItTellsOfANodeThatEndsAndStopsAtCtrlC() throws Exception {
        Process up = cli.start("up");
        Cli.readUntil(up, "Ctrl-C stops it");
        JsonNode status = cli.run("status", "--json").json();
        List<ProcessHandle> nodes = nodes(status);

        nodes.getFirst().destroyForcibly();
        Cli.readUntil(up, "hub/val1 has ended with status 137");
        assertThat(cli.run("status", "--json")
                        .json()
                        .path("chains")
                        .get(0)
                        .path("nodes")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("down");

        new ProcessBuilder("kill", "-INT", String.valueOf(up.pid())).start().waitFor();
        List<String> rest = Cli.readUntil(up, "stopped; nothing is left running");

        assertThat(rest).isNotEmpty();
        assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isZero();
        assertThat(nodes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve(".orrery/cli")).doesNotExist();
    }

    private static List<ProcessHandle> nodes(JsonNode network) {
        List<ProcessHandle> nodes = new ArrayList<>();
        network.path("chains").forEach(chain -> chain.path("nodes").forEach(node -> nodes.add(process(node))));
        return nodes;
    }

    private static ProcessHandle process(JsonNode described) {
        return ProcessHandle.of(described.path("pid").asLong()).orElseThrow();
    }
}
