package dev.orrery.junit.internal;

import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.IncompleteExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows with a failed test what its nodes were doing. */
final class FailureLogs {
    private static final Logger LOG = LoggerFactory.getLogger("dev.orrery.junit");
    private static final int LAST_LINES = 10;
    /** Nodes colour their logs even where nobody sees colours. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private FailureLogs() {}

    /**
     * Publishes the logs of nodes, companions and relayers with the test, since they go with the network, and attaches the
     * last lines of each node and companion to the failure. Whatever goes wrong with that must not hide the failure itself.
     */
    static void attach(Throwable failure, StartedNetwork started, ExtensionContext context) {
        if (failure instanceof IncompleteExecutionException) {
            return; // an assumption that does not hold is no failure
        }
        NetworkDescription network = started.running().description();
        try {
            Orrery.find(started.folder(), network.backend()).ifPresent(found -> {
                String where = publish(found, network.name(), context);
                failure.addSuppressed(new NodeLogs(network.name(), where, lastLines(found)));
            });
        } catch (OrreryException e) {
            LOG.warn("the logs of {} could not be attached to the failed test", network.name(), e);
        }
    }

    /** Where the whole logs are from now on; JUnit decides that, and may have been told to keep none. */
    private static String publish(FoundNetwork found, String network, ExtensionContext context) {
        List<Path> folders = new ArrayList<>();
        try {
            context.publishDirectory("logs-of-" + network, folder -> {
                copy(found, folder);
                folders.add(folder);
            });
        } catch (JUnitException e) {
            LOG.debug("the whole logs of {} were not published", network, e);
        }
        return folders.isEmpty() ? "" : ", the whole logs are in " + folders.getFirst();
    }

    private static Map<String, Deque<String>> lastLines(FoundNetwork found) {
        Map<String, Deque<String>> last = new LinkedHashMap<>();
        ofNodes(found).forEach((name, log) -> {
            Deque<String> lines = new ArrayDeque<>();
            log.accept(line -> {
                if (lines.size() == LAST_LINES) {
                    lines.removeFirst();
                }
                lines.addLast(plain(line));
            });
            last.put(name, lines);
        });
        return last;
    }

    private static void copy(FoundNetwork found, Path folder) throws IOException {
        Map<String, Consumer<Consumer<String>>> logs = ofNodes(found);
        found.relayers().forEach(relayer -> logs.put(relayer.toString(), line -> found.readLog(relayer, false, line)));
        for (Map.Entry<String, Consumer<Consumer<String>>> log : logs.entrySet()) {
            Path file = folder.resolve(log.getKey().replace('/', '-') + ".log");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                log.getValue().accept(line -> write(out, plain(line)));
            } catch (NetworkStateException e) {
                // A backup whose turn has not come has no log.
                Files.delete(file);
            }
        }
    }

    /** By what they are called: those of nodes, each followed by those of its companions. */
    private static Map<String, Consumer<Consumer<String>>> ofNodes(FoundNetwork found) {
        Map<String, Consumer<Consumer<String>>> logs = new LinkedHashMap<>();
        for (NodeId node : found.nodes()) {
            logs.put(node.toString(), line -> found.readLog(node, Stage.START, false, line));
            found.companions().stream()
                    .filter(companion -> companion.node().equals(node))
                    .forEach(
                            companion -> logs.put(companion.toString(), line -> found.readLog(companion, false, line)));
        }
        return logs;
    }

    private static String plain(String line) {
        return COLOUR.matcher(line).replaceAll("");
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
