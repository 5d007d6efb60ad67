package dev.orrery.backend.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.FoundNetwork.State;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.plan.ChainPlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
    private static final NodeId VAL1 = new NodeId("hub", "val1");

    @TempDir
    Path temp;

    private final ProcessBackend backend = new ProcessBackend();
    private NetworkPlace place;

    @BeforeEach
    void findAPlace() {
        place = new NetworkPlace("test", temp.resolve(".orrery/test"));
    }

    @Test
    void aNetworkIsStartingThenRunningThenGoneWithoutATrace() {
        assertThat(backend.find(place)).isEmpty();
        BackendSession session = backend.open(place);
        FoundNetwork found = backend.find(place).orElseThrow();
        assertThat(found.state()).isEqualTo(State.STARTING);
        assertThat(found.description()).isEmpty();

        RunningNode node = started(session, Plans.POLITE);
        assertThat(found.nodes()).containsExactly(VAL1);
        session.publish(description());
        assertThat(found.state()).isEqualTo(State.RUNNING);
        assertThat(found.description()).contains(description());

        session.close();
        session.close();
        assertThat(node.awaitExit(Duration.ZERO)).isPresent();
        assertThat(backend.find(place)).isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void theDescriptionIsForItsOwnerAlone() throws IOException {
        try (BackendSession session = backend.open(place)) {
            session.publish(description());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(place.folder().resolve("network.json"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondOwnerIsRefusedAndToldWhoTheFirstIs() {
        try (BackendSession session = backend.open(place)) {
            assertThat(session).isNotNull();
            assertThatThrownBy(() -> backend.open(place))
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining(
                            "is already running (pid " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("orrery down");
        }
        backend.open(place).close();
    }

    @Test
    void aFolderThatHoldsOtherThingsIsNeverCleared() throws IOException {
        Path thesis = Files.createDirectories(place.folder()).resolve("thesis.tex");
        Files.writeString(thesis, "years of work");
        assertThatThrownBy(() -> backend.open(place))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("holds other things");
        assertThat(thesis).hasContent("years of work");
        assertThat(place.folder().resolve("lock")).doesNotExist();
        assertThat(backend.find(place)).isEmpty();
    }

    @Test
    void aStrangersFileCalledLockMakesNoNetworkOfAFolder() throws IOException {
        Path thesis = Files.createDirectories(place.folder()).resolve("thesis.tex");
        Files.writeString(thesis, "years of work");
        Files.writeString(place.folder().resolve("lock"), "mine");
        assertThatThrownBy(() -> backend.open(place)).hasMessageContaining("holds other things");
        assertThat(thesis).hasContent("years of work");
        assertThat(place.folder().resolve("lock")).hasContent("mine");
    }

    @Test
    void aFileWhereTheFolderShouldBeIsAnErrorOfThisMachine() throws IOException {
        Files.writeString(temp.resolve(".orrery"), "");
        assertThatThrownBy(() -> backend.open(place)).isInstanceOf(HostException.class);
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnErrorOfThisMachine() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        Files.createDirectory(
                temp.resolve(".orrery"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assertThatThrownBy(() -> backend.open(place)).isInstanceOf(HostException.class);
    }

    @Test
    void aKeptFolderStaysWithItsLogsUntilTheNextNetwork() {
        BackendSession session = backend.open(place);
        RunningNode node = started(session, "echo hello; exit 3");
        node.awaitExit(Duration.ofSeconds(10));
        session.keepFolder();
        session.close();

        FoundNetwork left = backend.find(place).orElseThrow();
        assertThat(left.state()).isEqualTo(State.CRASHED);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        left.readLog(VAL1, Stage.START, true, lines::add);
        assertThat(lines).contains("hello");

        backend.open(place).close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void nothingIsMadeForANetworkThatWasStoppedMeanwhile() {
        BackendSession session = backend.open(place);
        session.close();
        assertThatThrownBy(() -> session.reserve(Plans.nodes(1))).isInstanceOf(CancelledException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void networksThatComeAndGoAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        List<Callable<Integer>> owners = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            NetworkPlace own = new NetworkPlace("net" + i, temp.resolve(".orrery/net" + i));
            owners.add(() -> {
                for (int round = 0; round < 25; round++) {
                    try (BackendSession session = backend.open(own)) {
                        session.reserve(Plans.nodes(1));
                    }
                }
                return 25;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(owners.size())) {
            for (Future<Integer> rounds : threads.invokeAll(owners)) {
                assertThat(rounds.get()).isEqualTo(25);
            }
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void ofTwoWhoTakeTheSamePlaceAgainAndAgainOneAtATimeHasIt() throws Exception {
        AtomicInteger having = new AtomicInteger();
        Callable<Integer> owner = () -> {
            int opened = 0;
            while (opened < 20) {
                try (BackendSession session = backend.open(place)) {
                    assertThat(having.incrementAndGet()).isEqualTo(1);
                    session.reserve(Plans.nodes(1));
                    having.decrementAndGet();
                    opened++;
                } catch (NetworkStateException e) {
                    assertThat(e).hasMessageContaining("already running");
                }
            }
            return opened;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Integer> opened : threads.invokeAll(List.of(owner, owner, owner))) {
                assertThat(opened.get()).isEqualTo(20);
            }
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void anOwnerKilledBySigkillTakesItsNodesWithItAndLeavesAFolderThatTheNextClears() throws Exception {
        Alive alive = new Alive(temp.resolve("alive"));
        Process owner =
                OwnerMain.fork("node", place.folder().toString(), alive.open() + alive.tellUp() + Plans.STUBBORN);
        alive.awaitUp();
        assertThat(backend.find(place).orElseThrow().state()).isEqualTo(State.STARTING);

        owner.destroyForcibly();
        alive.awaitGone();

        owner.waitFor();
        assertThat(backend.find(place).orElseThrow().state()).isEqualTo(State.CRASHED);
        try (BackendSession next = backend.open(place)) {
            assertThat(next).isNotNull();
            assertThat(place.folder().resolve("hub")).doesNotExist();
        }
    }

    @Test
    void afterACrashStopRemovesTheRestAndTheNodesWhoseWatchdogsWereKilledToo() throws Exception {
        Alive alive = new Alive(temp.resolve("alive"));
        Process owner =
                OwnerMain.fork("node", place.folder().toString(), alive.open() + alive.tellUp() + Plans.STUBBORN);
        ProcessHandle node =
                ProcessHandle.of(Long.parseLong(OwnerMain.firstLine(owner))).orElseThrow();
        alive.awaitUp();
        // The shell that leads the node's session, and its child that reads the pipe.
        ProcessHandle watchdog = node.parent().orElseThrow();
        watchdog.children().filter(child -> child.pid() != node.pid()).forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly();
        owner.destroyForcibly().waitFor();
        assertThat(alive.isGone()).isFalse();

        backend.find(place).orElseThrow().stop(Deadline.after(Duration.ofSeconds(15)));

        alive.awaitGone();
        assertThat(place.folder().getParent()).doesNotExist();
    }

    @Test
    void anyProcessCanStopTheNetworkAndItsOwnerCleansUp() throws Exception {
        Alive alive = new Alive(temp.resolve("alive"));
        Process owner = OwnerMain.fork("node", place.folder().toString(), alive.open() + alive.tellUp() + Plans.POLITE);
        alive.awaitUp();
        OwnerMain.firstLine(owner);

        backend.find(place).orElseThrow().stop(Deadline.after(Duration.ofSeconds(15)));

        alive.awaitGone();
        assertThat(place.folder().getParent()).doesNotExist();
        assertThat(owner.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void theOwnerItselfCanStopWhatItFinds() {
        BackendSession session = backend.open(place);
        RunningNode node = started(session, Plans.POLITE);
        backend.find(place).orElseThrow().stop(Deadline.after(Duration.ofSeconds(15)));
        assertThat(node.awaitExit(Duration.ZERO)).isPresent();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFollowerGetsWholeLinesFromBeforeTheStageUntilTheNetworkStops() throws Exception {
        BackendSession session = backend.open(place);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        FoundNetwork found = backend.find(place).orElseThrow();
        Thread follower = Thread.startVirtualThread(() -> found.readLog(VAL1, Stage.START, true, lines::add));

        started(session, "echo one; printf t; printf w; echo o; " + Plans.POLITE);
        assertThat(lines.poll(10, TimeUnit.SECONDS)).contains("start of hub/val1");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("ready");

        session.close();
        assertThat(follower.join(Duration.ofSeconds(10))).isTrue();
        assertThat(lines.poll(0, TimeUnit.SECONDS)).isEqualTo("bye");
    }

    @Test
    void aFollowerLeavesWhenItIsInterrupted() throws Exception {
        try (BackendSession session = backend.open(place)) {
            started(session, Plans.POLITE);
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            FoundNetwork found = backend.find(place).orElseThrow();
            Thread follower = Thread.startVirtualThread(() -> found.readLog(VAL1, Stage.START, true, lines::add));
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isNotNull();
            follower.interrupt();
            assertThat(follower.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static RunningNode started(BackendSession session, String script) {
        ChainPlan plan = Plans.plan(session.reserve(Plans.nodes(1)), script);
        session.initChain(plan);
        session.initNode(plan, plan.chain().nodes().getFirst());
        return session.start(plan, plan.chain().nodes().getFirst(), Plans.SHELL);
    }

    private static NetworkDescription description() {
        return new NetworkDescription(
                "test",
                "process",
                "",
                "",
                new NetworkDescription.Owner(1, Instant.parse("2026-01-01T00:00:00.123Z")),
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(),
                List.of());
    }
}
