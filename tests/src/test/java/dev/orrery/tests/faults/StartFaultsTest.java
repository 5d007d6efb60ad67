package dev.orrery.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.HostException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.spec.NetworkSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at the start of a network: one clear error each, and nothing is left. */
class StartFaultsTest {
    private static final Pattern RPC =
            Pattern.compile("\\[rpc].*?laddr = \"tcp://127\\.0\\.0\\.1:(\\d+)\"", Pattern.DOTALL);
    private static final Duration SOON = Duration.ofSeconds(30);

    private Place place;

    @BeforeEach
    void findAPlace() throws IOException {
        place = Place.make();
    }

    @AfterEach
    void nothingIsLeft() {
        place.isAsIfNothingHadBeen();
    }

    @ParameterizedTest
    @CsvSource({
        "'distribution: { fee_pool: { community_pool: [{ denom: stake, amount: \"5.0\" }] } }', 'module balance does"
                + " not match', 'correct /app_state/distribution/fee_pool/community_pool, which is '",
        "'bank: { params: { send_enabled: [ nonsense ] } }', 'json: cannot unmarshal string',"
                + " 'correct /app_state/bank/params/send_enabled, which is [\"nonsense\"]'",
        "'gov: { params: { voting_period: soon, quorum: \"0.3\" } }', 'invalid duration \"soon\"',"
                + " 'correct /app_state/gov/params/voting_period, which is \"soon\"'",
    })
    void aGenesisThatTheChainRefusesIsToldInItsOwnWordsWithItsPlace(String module, String words, String hint) {
        NetworkSpec spec = place.spec("refused", Place.SIMD, "genesis: { app_state: { " + module + " } }");
        long before = System.nanoTime();

        StageException refused =
                catchThrowableOfType(StageException.class, () -> place.up(spec).close());

        assertThat(refused)
                .hasMessageContaining("hub/val1")
                .hasMessageContaining("panic: ")
                .hasMessageContaining(words);
        assertThat(refused.failure().where()).contains("stage start");
        assertThat(refused.failure().hint())
                .hasValueSatisfying(text -> assertThat(text).startsWith(hint));
        assertThat(String.join("\n", refused.failure().lines())).doesNotContain("Usage:");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    }

    @Test
    void aBinaryThatIsMissingIsNamed() {
        NetworkSpec spec = place.spec("missing", "{ path: ./build/gaiad }");

        assertThatThrownBy(() -> place.up(spec).close())
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining(place.folder().resolve("build/gaiad").toString())
                .hasMessageContaining("does not exist");
    }

    @Test
    void aBinaryThatMayNotBeExecutedIsToldWithTheCommandThatHelps() throws IOException {
        Path gaiad = Files.writeString(place.folder().resolve("gaiad"), "#!/bin/sh\n");
        NetworkSpec spec = place.spec("locked", "{ path: ./gaiad }");

        assertThatThrownBy(() -> place.up(spec).close())
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is not executable")
                .hasMessageContaining("chmod +x " + gaiad);
    }

    @Test
    void aBinaryForAnotherMachineIsToldAsSuch() throws IOException {
        byte[] header = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, header, 0, 7);
        header[16] = 2;
        header[18] = (byte) 243; // EM_RISCV
        header[20] = 1;
        Path gaiad = Files.write(place.folder().resolve("gaiad"), header);
        assertThat(gaiad.toFile().setExecutable(true)).isTrue();
        NetworkSpec spec = place.spec("foreign", "{ path: ./gaiad }");

        assertThatThrownBy(() -> place.up(spec).close())
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("riscv")
                .hasMessageContaining("this machine");
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsNamed() throws IOException {
        AtomicReference<ServerSocket> thief = new AtomicReference<>();
        UpEvent.Listener steals = event -> {
            if (event instanceof UpEvent.StageDone done && done.stage() == Stage.INIT_NODE) {
                thief.set(listenOn(rpcPort()));
            }
        };

        HostException taken = catchThrowableOfType(
                HostException.class,
                () -> place.up(place.spec("robbed", Place.SIMD), options -> options.listener(steals))
                        .close());

        try (ServerSocket socket = thief.get()) {
            assertThat(taken).hasMessageContaining("hub/val1").hasMessageContaining("port " + socket.getLocalPort());
        }
    }

    @Test
    void aStartThatTakesTooLongEndsWithTheLastLinesOfTheLog() {
        // The first block comes after this long.
        NetworkSpec spec = place.spec("slow", Place.SIMD, "blockTime: 60s");

        DeadlineExceededException late = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> place.up(spec, options -> options.timeout(Duration.ofSeconds(4)))
                        .close());

        assertThat(late)
                .hasMessageContaining("hub/val1")
                .hasMessageContaining("block 1 within 4 s")
                .hasMessageContaining("height 1, round 0, step new height")
                .hasMessageContaining("0 peers");
        assertThat(late.failure().log()).isNotEmpty();
    }

    @Test
    void whoIsInterruptedLeavesNothingBehind() throws Exception {
        NetworkSpec spec = place.spec("interrupted", Place.SIMD, "blockTime: 60s");
        CountDownLatch starting = new CountDownLatch(1);
        UpEvent.Listener tells = event -> {
            if (event instanceof UpEvent.StageStarted started && started.stage() == Stage.START) {
                starting.countDown();
            }
        };
        FutureTask<Void> up = new FutureTask<>(() -> {
            place.up(spec, options -> options.listener(tells)).close();
            return null;
        });
        Thread thread = Thread.ofVirtual().start(up);
        assertThat(starting.await(60, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThatThrownBy(() -> up.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40k", "160k", "200k"}) // too little for its home; for the node; for its first block
    void aFullDiskIsToldAsSuch(String size) throws Exception {
        Path small = Files.createDirectory(place.folder().resolve("small"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", small.toString()) == 0,
                "only root may mount a small disk");
        try {
            Place full = new Place(small);
            assertThatThrownBy(() -> full.up(
                                    full.spec("full", Place.SIMD, "blockTime: 60s"),
                                    options -> options.timeout(Duration.ofSeconds(5)))
                            .close())
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("free some space on the disk that holds " + small);
            full.isAsIfNothingHadBeen();
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    @Test
    void aFirstValidatorThatDiesInInitChainIsToldAndTheOthersAreNotWaitedFor() {
        // A file where it would make the folder for what it leaves.
        UpEvent.Listener spoils = event -> {
            if (event instanceof UpEvent.StageStarted stage && stage.stage() == Stage.INIT_CHAIN) {
                write(place.stateOf("early").resolve("hub").resolve("shared"), "in the way");
            }
        };
        NetworkSpec spec = place.spec("early", Place.SIMD, "validators: 3");
        List<UpEvent> told = new CopyOnWriteArrayList<>();

        HostException died = catchThrowableOfType(
                HostException.class,
                () -> place.up(
                                spec,
                                options -> options.listener(event -> {
                                    spoils.on(event);
                                    told.add(event);
                                }))
                        .close());

        assertThat(died).hasMessageContaining("hub/shared").hasMessageContaining("stage init-chain of hub/val1");
        assertThat(told)
                .noneMatch(event -> event instanceof UpEvent.StageStarted stage && stage.stage() == Stage.INIT_NODE);
    }

    @Test
    void aNodeThatCannotFetchItsFilesIsToldWithWhatIsMissing() {
        UpEvent.Listener removes = event -> {
            if (event instanceof UpEvent.StageDone done && done.stage() == Stage.INIT_CHAIN) {
                AtomicFiles.deleteTree(place.stateOf("robbed").resolve("hub/shared/nodes/val2"));
            }
        };
        NetworkSpec spec = place.spec("robbed", Place.SIMD, "validators: 2");

        StageException missing = catchThrowableOfType(
                StageException.class,
                () -> place.up(spec, options -> options.listener(removes)).close());

        assertThat(missing)
                .hasMessageContaining("nodes/val2/config/")
                .hasMessageContaining("that init-chain has left it in")
                .hasMessageContaining("stage init-node of hub/val2");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int rpcPort() {
        try (Stream<Path> files = Files.walk(place.folder())) {
            Path config = files.filter(file -> file.endsWith(Path.of("config.toml")))
                    .findFirst()
                    .orElseThrow();
            Matcher rpc = RPC.matcher(Files.readString(config));
            assertThat(rpc.find()).isTrue();
            return Integer.parseInt(rpc.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listenOn(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
