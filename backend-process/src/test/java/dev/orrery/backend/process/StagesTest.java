package dev.orrery.backend.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.NodeExit;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesTest {
    private static final NodeId VAL1 = new NodeId("hub", "val1");
    private static final NodeId VAL2 = new NodeId("hub", "val2");

    @TempDir
    Path temp;

    private NetworkPlace place;

    @BeforeEach
    void findAPlace() {
        place = new NetworkPlace("test", temp.resolve("net"));
    }

    @Test
    void initChainLeavesGenesisAndKeysAndInitNodeMakesHomesOfThem() throws IOException {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(session, "exit 0", "exit 0");
            for (NodeLayout node : plan.chain().nodes()) {
                Path home = session.folder(node.id()).resolve("home");
                assertThat(home.resolve("config/genesis.json")).hasContent("{\"chain_id\":\"hub-1\"}");
                assertThat(home.resolve("config/priv_validator_key.json")).hasContent(Plans.SECRET);
                assertThat(home.resolve("data/priv_validator_state.json")).hasContent("{}");
                assertThat(mode(home.resolve("config/priv_validator_key.json"))).isEqualTo("rw-------");
                assertThat(mode(home)).isEqualTo("rwx------");
            }
            Path shared = place.folder().resolve("hub/shared");
            assertThat(mode(shared.resolve("nodes/val2/config/priv_validator_key.json")))
                    .isEqualTo("rw-------");
            assertThat(mode(place.folder())).isEqualTo("rwx------");
        }
    }

    @Test
    void initNodeRunAgainForgetsNothingThatTheValidatorHasSigned() throws IOException {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(session, "exit 0");
            Path state = session.folder(VAL1).resolve("home/data/priv_validator_state.json");
            Files.writeString(state, "{\"height\":\"7\"}");
            session.initNode(plan, plan.chain().nodes().getFirst());
            assertThat(state).hasContent("{\"height\":\"7\"}");
        }
    }

    @Test
    void everyStageOfEveryNodeHasALogWithTimesAndWithoutKeys() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            initialised(session, "exit 0", "exit 0");
            session.skip(VAL1, Stage.CREATE_VALIDATOR, "val1 is a validator of genesis");

            assertThat(log(VAL1, Stage.INIT_CHAIN))
                    .anyMatch(line -> line.contains("validator hub/val2 with a stake of 5000000"))
                    .anyMatch(line -> line.contains("shared genesis.json (20 bytes)"))
                    .anyMatch(line ->
                            line.contains("shared nodes/val2/config/priv_validator_key.json (16 bytes, secret)"))
                    .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z .*"));
            assertThat(log(VAL2, Stage.INIT_CHAIN))
                    .anyMatch(line -> line.contains("ran on hub/val1"))
                    .anyMatch(line -> line.contains("nodes/val2/config/priv_validator_key.json"))
                    .noneMatch(line -> line.contains("nodes/val1"));
            assertThat(log(VAL2, Stage.INIT_NODE))
                    .anyMatch(line -> line.contains("fetched config/genesis.json"))
                    .anyMatch(line -> line.contains("wrote config/config.toml"));
            assertThat(log(VAL1, Stage.CREATE_VALIDATOR))
                    .singleElement()
                    .asString()
                    .endsWith("nothing to do: val1 is a validator of genesis");
            assertThat(Stream.of(VAL1, VAL2)
                            .flatMap(node -> Stream.of(Stage.INIT_CHAIN, Stage.INIT_NODE)
                                    .flatMap(stage -> log(node, stage).stream())))
                    .noneMatch(line -> line.contains(Plans.SECRET));
        }
    }

    @Test
    void initNodeBeforeInitChainSaysWhatIsMissing() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = Plans.plan(session.reserve(Plans.nodes(1)), "exit 0");
            assertThatThrownBy(() -> session.initNode(plan, plan.chain().nodes().getFirst()))
                    .isInstanceOf(StageException.class)
                    .hasMessageContaining("genesis.json");
            assertThat(log(VAL1, Stage.INIT_NODE)).last().asString().contains("no such file");
        }
    }

    @Test
    void aNodeThatDiesAtOnceIsExplainedByItsOwnPanic() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(
                    session, "echo starting; echo 'panic: bad genesis'; echo; echo 'goroutine 1 [running]:'; exit 2");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            int status = node.awaitExit(Duration.ofSeconds(10)).orElseThrow();

            assertThat(status).isEqualTo(2);
            assertThat(node.lastLines(2)).containsExactly("", "goroutine 1 [running]:");
            OrreryException why = explain(plan, node, status);
            assertThat(why).isInstanceOf(StageException.class);
            assertThat(why.failure().headline())
                    .isEqualTo("failed while starting hub/val1: it exited with status 2: panic: bad genesis");
            assertThat(why.failure().log()).contains("starting").endsWith("panic: bad genesis");
        }
    }

    @Test
    void aPanicOfManyLinesIsToldByItsFirstAndItsLast() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(
                    session,
                    "printf \"panic: cannot deliver '{\\n"
                            + "  a\\n"
                            + "}': wrong denom\\n"
                            + "\\n"
                            + "goroutine 1 [running]:\\n"
                            + "\"; exit 2");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            int status = node.awaitExit(Duration.ofSeconds(10)).orElseThrow();
            assertThat(explain(plan, node, status).failure().seen())
                    .contains("it exited with status 2: panic: cannot deliver '{ … }': wrong denom");
        }
    }

    @Test
    void theFlagsThatAFailingCommandListsAreLeftOut() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(
                    session,
                    "echo before; echo Usage:; echo '  simd start [flags]'; echo; echo '12:38AM ERR failure"
                            + " err=\"no\"'; exit 1");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            int status = node.awaitExit(Duration.ofSeconds(10)).orElseThrow();
            assertThat(explain(plan, node, status).failure().log())
                    .endsWith("before", "12:38AM ERR failure err=\"no\"");
        }
    }

    @Test
    void aPortThatSomebodyTookIsNamed() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            Placement placement = session.reserve(Plans.nodes(1));
            NodeAddress address = placement.of(VAL1);
            ChainPlan plan = Plans.plan(
                    placement,
                    "echo 'Error: listen tcp 127.0.0.1:" + address.grpc() + ": bind: address already in use'; exit 1");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            int status = node.awaitExit(Duration.ofSeconds(10)).orElseThrow();
            assertThat(explain(plan, node, status))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("starting hub/val1")
                    .hasMessageContaining("its grpc port " + address.grpc() + " is taken");
        }
    }

    @Test
    void aSignalThatEndedANodeShowsInItsStatus() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(session, "kill -9 $$");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            assertThat(node.awaitExit(Duration.ofSeconds(10))).hasValue(128 + 9);
        }
    }

    @Test
    void anExecutableThatIsNotThereShowsInTheLog() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(session, "exit 0");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), temp.resolve("nothing-here"));
            assertThat(node.awaitExit(Duration.ofSeconds(10))).hasValue(127);
            assertThat(node.lastLines(1)).singleElement().asString().contains("nothing-here");
        }
    }

    @Test
    void homeStandsInTheArgumentsOfStart() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            ChainPlan plan = initialised(session, "cat \"$1/config/genesis.json\"");
            RunningNode node = session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
            node.awaitExit(Duration.ofSeconds(10));
            assertThat(node.lastLines(1)).containsExactly("{\"chain_id\":\"hub-1\"}");
            assertThat(log(VAL1, Stage.START)).first().asString().contains("start of hub/val1: /bin/sh");
        }
    }

    @Test
    void logsOfUnknownNodesAndStagesThatHaveNotBegunAreErrorsThatHelp() {
        try (BackendSession session = new ProcessBackend().open(place)) {
            initialised(session, "exit 0");
            assertThatThrownBy(() -> log(new NodeId("hub", "vla1"), Stage.START))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("did you mean hub/val1?");
            assertThatThrownBy(() -> log(VAL1, Stage.START))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining("orrery logs hub/val1 --stage start -f");
        }
    }

    private static ChainPlan initialised(BackendSession session, String... scripts) {
        ChainPlan plan = Plans.plan(session.reserve(Plans.nodes(scripts.length)), scripts);
        session.initChain(plan);
        plan.chain().nodes().forEach(node -> session.initNode(plan, node));
        return plan;
    }

    private static OrreryException explain(ChainPlan plan, RunningNode node, int status) {
        NodeLayout layout = plan.chain().nodes().getFirst();
        return NodeExit.explain(layout.id(), layout.address(), node, status);
    }

    private List<String> log(NodeId node, Stage stage) {
        FoundNetwork found = new ProcessBackend().find(place).orElseThrow();
        List<String> lines = new ArrayList<>();
        found.readLog(node, stage, false, lines::add);
        return lines;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
