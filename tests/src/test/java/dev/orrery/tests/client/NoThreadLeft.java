package dev.orrery.tests.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.orrery.base.Deadline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fails a test after which threads of clients are left, virtual ones too, which only a dump shows. The network's own
 * client stays open, and with it the threads of one connection to each node that is there.
 */
final class NoThreadLeft implements BeforeEachCallback, AfterEachCallback {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TO_END = Duration.ofSeconds(10);

    /** How the client names its threads, and the port of the node that they are for. */
    private static final Pattern NAME = Pattern.compile("(websocket|send|connect|leave) .*:(\\d+)\\b.*");

    private Map<String, Integer> before = Map.of();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        before = clientThreads();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        Deadline deadline = Deadline.after(TO_END);
        Map<String, Integer> left = left();
        // Nothing tells of the end of a virtual thread that somebody else has started.
        while (!left.isEmpty() && !deadline.passed()) {
            left = left();
        }
        assertThat(left).as("threads that clients have left").isEmpty();
    }

    /** Those that are more than there were before the test, by what they do for which port. */
    private Map<String, Integer> left() throws IOException {
        Map<String, Integer> left = new TreeMap<>();
        clientThreads().forEach((kind, count) -> {
            int more = count - before.getOrDefault(kind, ofTheNetwork(kind));
            if (more > 0) {
                left.put(kind, more);
            }
        });
        return left;
    }

    /** Proxies and their ports end with the test; who listens after it is a node, to which the network may have connected. */
    private static int ofTheNetwork(String kind) {
        if (!kind.startsWith("websocket") && !kind.startsWith("send")) {
            return 0;
        }
        int port = Integer.parseInt(kind.substring(kind.lastIndexOf(' ') + 1));
        try (Socket node = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return node.isConnected() ? 1 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many there are, by what they do for which port. */
    static Map<String, Integer> clientThreads() throws IOException {
        Path folder = Files.createTempDirectory("threads");
        Path dump = folder.resolve("dump.json");
        Map<String, Integer> counts = new TreeMap<>();
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
            for (JsonNode container : JSON.readTree(dump.toFile())
                    .at("/threadDump/threadContainers")
                    .values()) {
                for (JsonNode thread : container.path("threads").values()) {
                    Matcher name = NAME.matcher(thread.path("name").asString(""));
                    if (name.matches()) {
                        counts.merge(name.group(1) + " " + name.group(2), 1, Integer::sum);
                    }
                }
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
        return counts;
    }
}
