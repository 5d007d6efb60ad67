package dev.orrery.junit.internal;

import java.util.Deque;
import java.util.Map;
import java.util.stream.Collectors;

/** Attached to a test's failure for its message alone; never thrown. */
final class NodeLogs extends Exception {
    private static final long serialVersionUID = 1L;

    NodeLogs(String network, String where, Map<String, Deque<String>> lastLines) {
        super(message(network, where, lastLines), null, false, false);
    }

    private static String message(String network, String where, Map<String, Deque<String>> lastLines) {
        return lastLines.entrySet().stream()
                .map(node -> "  " + node.getKey()
                        + node.getValue().stream()
                                .map(line -> System.lineSeparator() + "    | " + line)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(
                        System.lineSeparator(),
                        "the last log lines of the nodes of \"" + network + "\"" + where + System.lineSeparator(),
                        ""));
    }
}
