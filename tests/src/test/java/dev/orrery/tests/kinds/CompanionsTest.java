package dev.orrery.tests.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.StageException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.Chain;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs beside the nodes of a real chain. */
class CompanionsTest {
    private static final String SIMD = "github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0";
    private static final CompanionId FIRST = new CompanionId(new NodeId("hub", "val1"), "oracle");
    private static final CompanionId SECOND = new CompanionId(new NodeId("hub", "val2"), "oracle");

    private Path folder;

    @BeforeEach
    void makeAPlace() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "kinds").toAbsolutePath());
        folder = Files.createTempDirectory(all, "test-");
        program("oracle", """
            #!/bin/sh
            echo "listens on $1, asks $(cat oracle.conf), keeps a key of $(wc -w <key.txt) words"
            echo "beside $BESIDE in $(pwd)"
            exec tail -f /dev/null
            """);
        program("broken", """
            #!/bin/sh
            echo "no price feed at $1" >&2
            exit 3
            """);
    }

    @Test
    void theyRunAsLongAsTheirNodeAndHaveLogsOfTheirOwn() throws Exception {
        NetworkSpec spec = network("""
            startArgs: [--log_level, debug]
            env: { SIMD_LOG_FORMAT: json }
            companions:
              oracle:
                binary: { path: ./oracle }
                args: ["{port:api}"]
                env: { BESIDE: "{node}" }
                files: { oracle.conf: "{grpc}", key.txt: "{mnemonic:alice}" }
                ports: [api]
                beside: all
                first: true
              status:
                binary: { go: %s }
                args: [status, --node, "{rpc}"]
            """.formatted(SIMD));
        Path state = folder.resolve(".orrery").resolve(spec.name());
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        long oracle;

        try (RunningNetwork running = Orrery.up(spec, UpOptions.in(state))) {
            running.onCompanionExit((companion, status, lines) -> ended.add(companion + " " + status));
            FoundNetwork found = Orrery.find(state, "process").orElseThrow();
            Chain hub = running.network().chain("hub");
            assertThat(found.companions())
                    .containsExactly(FIRST, new CompanionId(new NodeId("hub", "val1"), "status"), SECOND);

            String own = hub.nodes().get(1).description().endpoints().grpc().replace("http://", "");
            assertThat(line(found, SECOND, text -> text.startsWith("listens on")))
                    .contains(", asks " + own + ", keeps a key of 24 words");
            assertThat(line(found, SECOND, text -> text.startsWith("beside val2 in ")))
                    .endsWith("/hub/val2/oracle/home");
            Path key = state.resolve("hub/val2/oracle/home/key.txt");
            assertThat(Files.getPosixFilePermissions(key))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

            // A real chain's program that asks its node once, and has done its work then.
            assertThat(ended.poll(20, TimeUnit.SECONDS)).isEqualTo("hub/val1/status 0");
            assertThat(line(found, new CompanionId(FIRST.node(), "status"), text -> text.contains("\"network\"")))
                    .contains("\"hub-1\"");

            // Both kinds of settings have reached the node: debug lines, and lines that are JSON.
            assertThat(Files.readString(state.resolve("hub/val1/logs/start.log")))
                    .contains("{\"level\":\"debug\"");

            oracle = pid("oracle/home");
            signal(hub.nodes().get(1).description().pid());
            assertThat(ended.poll(20, TimeUnit.SECONDS)).startsWith("hub/val2/oracle ");
            hub.client().awaitBlocks(2, Deadline.after(Duration.ofSeconds(20)));
            assertThat(ended).as("the companion of the node that goes on").isEmpty();
        }
        assertThat(ProcessHandle.of(oracle).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(state).doesNotExist();
    }

    @Test
    void oneThatFailsIsToldInItsOwnWords() {
        NetworkSpec spec = network("""
            companions:
              feed: { binary: { path: ./broken }, args: ["{chainId}"], first: true }
            """);

        assertThatThrownBy(() -> Orrery.up(spec, UpOptions.in(folder.resolve(".orrery/broken"))))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("starting hub/val1/feed")
                .hasMessageContaining("it exited with status 3: no price feed at hub-1");
        assertThat(folder.resolve(".orrery/broken")).doesNotExist();
    }

    private NetworkSpec network(String keys) {
        return SpecReader.read("""
            version: 1
            name: companions
            chains:
              hub:
                binary: { go: %s }
                stake: [9000000, 1000000]
                accounts: { alice: 5uatom }
            """.formatted(SIMD) + keys.indent(4), "network.yaml", folder);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The first line of a companion's log that is meant; it may not be there yet. */
    private static String line(FoundNetwork found, CompanionId companion, Predicate<String> meant) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = Thread.startVirtualThread(() -> found.readLog(companion, true, lines::add));
        try {
            Deadline deadline = Deadline.after(Duration.ofSeconds(20));
            while (!deadline.passed()) {
                String line = lines.poll(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
                if (line != null && meant.test(line)) {
                    return line;
                }
            }
            throw new AssertionError("no such line of " + companion);
        } finally {
            reader.interrupt();
            reader.join();
        }
    }

    /** The process that a companion's script became, by the folder of its home. */
    private long pid(String home) throws IOException {
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path cwd = Path.of("/proc", Long.toString(process.pid()), "cwd");
            if (process.isAlive()
                    && Files.isReadable(cwd)
                    && cwd.toRealPath().startsWith(folder)
                    && cwd.toRealPath().endsWith(home)) {
                return process.pid();
            }
        }
        throw new AssertionError("no process in " + home);
    }

    private static void signal(long pid) throws Exception {
        assertThat(List.of(new ProcessBuilder("kill", "-KILL", Long.toString(pid))
                        .start()
                        .waitFor()))
                .containsExactly(0);
    }
}
