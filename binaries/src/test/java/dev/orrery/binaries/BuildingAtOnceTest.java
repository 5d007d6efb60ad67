package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.CancelledException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.go.GoTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.spec.BinarySpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BuildingAtOnceTest {
    private static final BinarySpec SPEC = new BinarySpec.GoModule("example.test/chaind", "v1.0.0");

    @TempDir
    Path folder;

    private Go go;
    private OrreryCache cache;

    @BeforeEach
    void aPublishedModule() throws IOException {
        go = new Go(folder.resolve("go"));
        go.publish(
                "example.test/chaind",
                "v1.0.0",
                Map.of("go.mod", "module example.test/chaind\n\ngo 1.21\n", "main.go", Go.HELLO));
        cache = OrreryCache.at(folder.resolve("cache"));
    }

    @Test
    void twoThreadsBuildOnceAndTheSecondIsToldThatItWaits() throws Exception {
        Path gate = folder.resolve("gate");
        go.script("""
            if [ "$1" = build ]; then
                mkfifo "%s"
                echo example.test/started >&2
                cat "%s"
            fi
            """.formatted(gate, gate));
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Binary> first = threads.submit(() -> go.binaries(cache).get(SPEC, on("started", building)));
            building.await();
            Future<Binary> second = threads.submit(() -> go.binaries(cache).get(SPEC, on("waiting for it", waiting)));
            waiting.await();
            Files.writeString(gate, "open\n");

            assertThat(second.get()).isEqualTo(first.get());
        }
        assertThat(go.builds()).isEqualTo(1);
    }

    @Test
    void twoProcessesBuildOnce() throws Exception {
        Process one = otherProcess();
        Process two = otherProcess();

        assertThat(one.inputReader().readLine()).isEqualTo(two.inputReader().readLine());
        assertThat(List.of(one.waitFor(), two.waitFor())).containsOnly(0);
        assertThat(go.builds()).isEqualTo(1);
    }

    @Test
    void afterAKillTheNextBuildStartsOverAndClearsUp() throws Exception {
        go.script("""
            if [ "$1" = build ]; then
                while [ "$1" != -o ]; do shift; done
                echo half > "$2"
                kill -9 $PPID
                exit 1
            fi
            """);
        assertThat(otherProcess().waitFor()).isEqualTo(128 + 9);
        assertThat(Files.walk(new CacheLayout(cache).work()).filter(file -> file.endsWith("chaind")))
                .as("half-made")
                .isNotEmpty();
        Files.createDirectories(new CacheLayout(cache).work().resolve("of-another-build/123-abc/source"));
        go.script("");

        Binary built = go.binaries(cache).get(SPEC, BuildProgress.SILENT);

        assertThat(built.sha256()).isEqualTo(Hashes.of(built.executable()));
        assertThat(Files.size(built.executable())).isGreaterThan(100_000);
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void anInterruptEndsTheBuildAndWhatItStarted() throws Exception {
        Path pid = folder.resolve("pid");
        go.script("""
            if [ "$1" = build ]; then
                sleep 600 &
                echo $! > "%s"
                echo example.test/started >&2
                wait
            fi
            """.formatted(pid));
        CountDownLatch building = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> interrupted = threads.submit(() -> {
                assertThatThrownBy(() -> go.binaries(cache).get(SPEC, on("started", building)))
                        .isInstanceOf(CancelledException.class)
                        .hasMessageContaining(SPEC.describe());
                return Thread.interrupted();
            });
            building.await();
            threads.shutdownNow();
            assertThat(interrupted.get()).as("the interrupt flag is kept").isTrue();
        }

        awaitEnd(Long.parseLong(Files.readString(pid).strip()));
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
        assertThat(go.script("").binaries(cache).get(SPEC, BuildProgress.SILENT).executable())
                .isExecutable();
    }

    private static void awaitEnd(long pid) throws InterruptedException, ExecutionException {
        ProcessHandle.of(pid)
                .ifPresent(process -> assertThat(process.onExit())
                        .as("the process that go had started")
                        .succeedsWithin(Duration.ofSeconds(10)));
    }

    private static BuildProgress on(String words, CountDownLatch latch) {
        return (source, step, elapsed) -> {
            if (step.contains(words)) {
                latch.countDown();
            }
        };
    }

    private Process otherProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherProcess.class.getName(),
                        cache.root().toString(),
                        go.executable().toString())
                .redirectError(folder.resolve("other.log").toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(go.environment());
        return builder.start();
    }

    /** Gets the binary and prints where it is. */
    static final class OtherProcess {
        public static void main(String[] arguments) {
            Binaries binaries = new Binaries(
                    OrreryCache.at(Path.of(arguments[0])),
                    Machine.current(),
                    Tools.ofThisMachine().withGo(source -> new GoTool(Path.of(arguments[1]), System.getenv())));
            System.out.println(binaries.get(SPEC, BuildProgress.SILENT).executable());
        }
    }
}
