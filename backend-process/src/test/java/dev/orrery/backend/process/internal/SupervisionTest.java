package dev.orrery.backend.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.backend.process.Alive;
import dev.orrery.base.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {
    @TempDir
    Path folder;

    @Test
    void nodesEndKindlyWhereTheyCanAndByForceWhereTheyMust() throws Exception {
        Alive politeAlive = new Alive(folder.resolve("polite.alive"));
        Alive stubbornAlive = new Alive(folder.resolve("stubborn.alive"));
        SupervisedProcess polite =
                start("polite", politeAlive, "trap 'echo bye; exit 4' TERM; UP while :; do sleep 60 & wait $!; done");
        SupervisedProcess stubborn = start("stubborn", stubbornAlive, "trap '' TERM; UP while :; do sleep 60; done");

        Stopping.stop(List.of(polite, stubborn), Duration.ofMillis(300), Duration.ofSeconds(10));

        assertThat(polite.awaitExit(Duration.ZERO)).hasValue(4);
        assertThat(polite.lastLines(1)).containsExactly("bye");
        assertThat(stubborn.awaitExit(Duration.ZERO)).hasValue(128 + 9);
        politeAlive.awaitGone();
        stubbornAlive.awaitGone();
    }

    @Test
    void whatANodeStartedEndsWithTheNode() throws Exception {
        Alive alive = new Alive(folder.resolve("alive"));
        SupervisedProcess node = start("parent", alive, "sleep 600 & UP exit 0");
        assertThat(node.awaitExit(Duration.ofSeconds(10))).hasValue(0);
        alive.awaitGone();
    }

    @Test
    void theEndOfThePipeKillsTheWholeGroup() throws Exception {
        Alive alive = new Alive(folder.resolve("alive"));
        SupervisedProcess node = start("node", alive, "trap '' TERM; sleep 600 & UP wait");
        node.killGroup();
        assertThat(node.awaitExit(Duration.ofSeconds(2))).hasValue(128 + 9);
        alive.awaitGone();
    }

    @Test
    void aStartThatIsInterruptedHasLeftNothingWhenItReturns() throws Exception {
        Process slow = new ProcessBuilder("/bin/sh", "-c", "cat; sleep 0.3").start();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SupervisedProcess.under(slow, "hub/val1", folder.resolve("val1.log")))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(slow.isAlive()).isFalse();
    }

    @Test
    void nodesGiveWayToThisJvmAlsoWhereEachSessionIsScheduledAsOne() throws Exception {
        SupervisedProcess node = start(
                "node",
                new Alive(folder.resolve("alive")),
                "UP [ ! -e /proc/self/autogroup ] || until grep -q 'nice 10' /proc/self/autogroup; do sleep 0.1; done;"
                        + " exit $(nice)");
        Process here = new ProcessBuilder("nice").start();
        int own = Integer.parseInt(here.inputReader().readLine());
        assertThat(node.awaitExit(Duration.ofSeconds(10))).hasValue(Math.min(19, own + 10));
    }

    @Test
    void nodesAreOutsideTheProcessGroupOfThisJvm() throws Exception {
        SupervisedProcess node = start("node", new Alive(folder.resolve("alive")), "UP exec sleep 600");
        try {
            Process ps = new ProcessBuilder(
                            "ps",
                            "-o",
                            "pgid=",
                            "-p",
                            node.pid() + "," + ProcessHandle.current().pid())
                    .start();
            try (BufferedReader lines = ps.inputReader()) {
                assertThat(lines.lines().map(String::strip).distinct()).hasSize(2);
            }
        } finally {
            Stopping.stop(List.of(node), Duration.ofSeconds(10), Duration.ofSeconds(10));
        }
    }

    @Test
    void theEndOfALongLogIsReadWithoutTheRest() throws IOException {
        Path log = folder.resolve("long.log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("line ").append(i).append('\n');
        }
        Files.writeString(log, text);
        assertThat(LogTail.read(log, 2)).containsExactly("line 99998", "line 99999");
        assertThat(LogTail.read(log, 20_000)).hasSize(20_000).startsWith("line 80000");
        assertThat(LogTail.read(log, 200_000)).hasSize(100_000).startsWith("line 0");
        assertThat(LogTail.read(folder.resolve("none.log"), 2)).isEmpty();
    }

    /** Runs a script and waits until it has come to {@code UP}. */
    private SupervisedProcess start(String name, Alive alive, String script) throws Exception {
        List<String> arguments = List.of("-c", alive.open() + script.replace("UP ", alive.tellUp()));
        SupervisedProcess node = SupervisedProcess.start(
                "hub/" + name,
                Path.of("/bin/sh"),
                arguments,
                arguments,
                Map.of(),
                folder,
                folder.resolve(name + ".log"));
        alive.awaitUp();
        return node;
    }
}
