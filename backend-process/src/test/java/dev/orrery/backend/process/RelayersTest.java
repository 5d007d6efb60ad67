package dev.orrery.backend.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.NetworkStateException;
import dev.orrery.base.StageException;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.engine.relayers.RelayerPlan.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relayers whose program is the shell. */
class RelayersTest {
    private static final RelayerId HERMES = new RelayerId("hub-zone", "hermes");
    private static final String WORDS = "abandon ability able";

    @TempDir
    Path temp;

    private final ProcessBackend backend = new ProcessBackend();
    private NetworkPlace place;
    private BackendSession session;

    @BeforeEach
    void openASession() {
        place = new NetworkPlace("test", temp.resolve(".orrery/test"));
        session = backend.open(place);
        session.reserve(HERMES, 2);
    }

    @AfterEach
    void closeIt() {
        session.close();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void itsPortsAreHeldForItAlone() {
        List<Integer> ports = session.reserve(new RelayerId("hub-zone", "hermes-2"), 2);

        assertThat(ports).hasSize(2).doesNotHaveDuplicates().allMatch(port -> port > 1023);
    }

    @Test
    void itIsSetUpOnceAndStartedInItsHome() throws Exception {
        RelayerPlan plan = plan("""
            echo started in "$1"; %s\
            """.formatted(Plans.POLITE), "echo importing >> \"$1/imported\"");

        BlockingQueue<String> lines = follow();
        for (int i = 0; i < 2; i++) {
            RunningRelayer relayer = session.start(plan, Plans.SHELL);
            await("ready", lines);
            relayer.stop();
            assertThat(relayer.awaitExit(Duration.ZERO)).hasValue(0);
        }

        Path home = session.folder(HERMES).resolve("home");
        assertThat(home.resolve("imported")).hasContent("importing");
        assertThat(log()).contains("started in " + home, "bye");
    }

    @Test
    void placeholdersInItsFilesAreItsHome() {
        session.start(plan(Plans.POLITE), Plans.SHELL);

        Path home = session.folder(HERMES).resolve("home");
        assertThat(home.resolve("config.toml")).hasContent("keys = \"" + home + "/keys\"");
    }

    @Test
    void itsSecretsAreForItsOwnerAloneAndInNoLog() throws Exception {
        RelayerPlan plan = new RelayerPlan(
                HERMES,
                List.of(PlannedFile.secret("words", WORDS)),
                List.of(new Command(
                        "importing the key",
                        List.of(
                                "-c",
                                "echo \"$1\" > \"$2/key\"",
                                "rly",
                                RelayerPlan.contentOf("words"),
                                RelayerPlan.HOME))),
                List.of("-c", Plans.POLITE));

        session.start(plan, Plans.SHELL);

        Path home = session.folder(HERMES).resolve("home");
        assertThat(home.resolve("key")).hasContent(WORDS);
        for (String file : List.of("key", "words")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(String.join("\n", log())).contains("importing the key").doesNotContain(WORDS);
    }

    @Test
    void aCommandOfItsSetupThatFailsIsToldInItsOwnWords() {
        RelayerPlan plan = plan(Plans.POLITE, "echo 'no such chain'; exit 3");

        assertThatThrownBy(() -> session.start(plan, Plans.SHELL))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("setting up paths/hub-zone/hermes")
                .hasMessageContaining("status 3")
                .hasMessageContaining("no such chain");
    }

    @Test
    void anyProcessCanReadItsLog() throws Exception {
        FoundNetwork found = backend.find(place).orElseThrow();
        assertThat(found.relayers()).containsExactly(HERMES);
        assertThatThrownBy(() -> found.readLog(HERMES, false, line -> {}))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("orrery logs paths/hub-zone/hermes -f");
        BlockingQueue<String> lines = follow();

        session.start(plan(Plans.POLITE), Plans.SHELL);
        assertThat(lines.poll(10, TimeUnit.SECONDS)).contains("start of paths/hub-zone/hermes");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("ready");
        session.close();

        await("bye", lines);
        await("the end", lines);
    }

    @Test
    void aRelayerThatIsNotThereIsToldWithTheOneThatWasMeant() {
        FoundNetwork found = backend.find(place).orElseThrow();

        assertThatThrownBy(() -> found.readLog(new RelayerId("hub-zone", "hermse"), false, line -> {}))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("did you mean paths/hub-zone/hermes?");
    }

    @Test
    void anOwnerKilledBySigkillTakesItsRelayersWithIt() throws Exception {
        Alive alive = new Alive(temp.resolve("alive"));
        NetworkPlace other = new NetworkPlace("other", temp.resolve(".orrery/other"));
        Process owner =
                OwnerMain.fork("relayer", other.folder().toString(), alive.open() + alive.tellUp() + Plans.STUBBORN);
        alive.awaitUp();

        owner.destroyForcibly();
        alive.awaitGone();

        owner.waitFor();
        backend.open(other).close();
        Files.delete(temp.resolve("alive"));
    }

    private static RelayerPlan plan(String script, String... setup) {
        List<Command> commands = new ArrayList<>();
        for (String command : setup) {
            commands.add(new Command("importing", List.of("-c", command, "relayer", RelayerPlan.HOME)));
        }
        return new RelayerPlan(
                HERMES,
                List.of(PlannedFile.open("config.toml", "keys = \"" + RelayerPlan.HOME + "/keys\"")),
                commands,
                List.of("-c", script, "relayer", RelayerPlan.HOME));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(session.folder(HERMES).resolve("logs/relayer.log"));
    }

    /** The lines of its log as they come, and {@code the end} when there will be no more. */
    private BlockingQueue<String> follow() {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        FoundNetwork found = backend.find(place).orElseThrow();
        Thread.startVirtualThread(() -> {
            found.readLog(HERMES, true, lines::add);
            lines.add("the end");
        });
        return lines;
    }

    private static void await(String wanted, BlockingQueue<String> lines) throws InterruptedException {
        String line = "";
        while (!wanted.equals(line)) {
            line = lines.poll(10, TimeUnit.SECONDS);
            assertThat(line).as("a line before " + wanted).isNotNull();
        }
    }
}
