package dev.orrery.junit.internal;

import dev.orrery.base.OrreryException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.IncompleteExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows with a failed test what its nodes were doing. */
final class FailureLogs {
    private static final Logger LOG = LoggerFactory.getLogger("dev.orrery.junit");
    private static final int LAST_LINES = 10;

    private FailureLogs() {}

    /**
     * Attaches the last lines of every node's log to the failure, and publishes the whole logs with the test, since they go
     * with the network. Whatever goes wrong with that must not hide the failure itself.
     */
    static void attach(Throwable failure, StartedNetwork started, ExtensionContext context) {
        if (failure instanceof IncompleteExecutionException) {
            return; // an assumption that does not hold is no failure
        }
        NetworkDescription network = started.running().description();
        try {
            Orrery.find(started.folder(), network.backend()).ifPresent(found -> {
                failure.addSuppressed(new NodeLogs(network.name(), lastLines(found)));
                context.publishDirectory("logs-of-" + network.name(), folder -> copy(found, folder));
            });
        } catch (OrreryException | JUnitException e) {
            LOG.warn("the logs of {} could not be attached to the failed test", network.name(), e);
        }
    }

    private static Map<NodeId, Deque<String>> lastLines(FoundNetwork found) {
        Map<NodeId, Deque<String>> last = new LinkedHashMap<>();
        for (NodeId node : found.nodes()) {
            Deque<String> lines = new ArrayDeque<>();
            found.readLog(node, Stage.START, false, line -> {
                if (lines.size() == LAST_LINES) {
                    lines.removeFirst();
                }
                lines.addLast(line);
            });
            last.put(node, lines);
        }
        return last;
    }

    private static void copy(FoundNetwork found, Path folder) throws IOException {
        for (NodeId node : found.nodes()) {
            Path file = folder.resolve(node.chain() + "-" + node.node() + ".log");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                found.readLog(node, Stage.START, false, line -> write(out, line));
            }
        }
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.newLine();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
