package dev.orrery.tests.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.network.Chain;
import dev.orrery.network.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Does to a node's process what happens to processes. */
final class Processes {
    private Processes() {}

    /** {@code STOP}, {@code CONT}, {@code KILL}, {@code TERM} to a chain's first node. */
    static void signal(Chain chain, String signal) throws IOException, InterruptedException {
        signal(chain.nodes().getFirst(), signal);
    }

    static void signal(Node node, String signal) throws IOException, InterruptedException {
        long pid = node.description().pid();
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** The command that a node was started with. */
    static List<String> command(Chain chain) {
        ProcessHandle.Info info = ProcessHandle.of(
                        chain.nodes().getFirst().description().pid())
                .orElseThrow()
                .info();
        List<String> command = new ArrayList<>();
        command.add(info.command().orElseThrow());
        command.addAll(List.of(info.arguments().orElseThrow()));
        return command;
    }

    /** Kills a node and waits until it is gone. */
    static void kill(Chain chain) throws Exception {
        ProcessHandle node =
                ProcessHandle.of(chain.nodes().getFirst().description().pid()).orElseThrow();
        signal(chain, "KILL");
        node.onExit().get(10, TimeUnit.SECONDS);
    }
}
