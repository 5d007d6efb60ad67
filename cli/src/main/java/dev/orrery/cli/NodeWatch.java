package dev.orrery.cli;

import dev.orrery.base.OrreryException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.Stage;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.network.NetworkDescription;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells when a node of a running network ends by itself, and what it said last. */
final class NodeWatch implements AutoCloseable {
    private static final int LAST_LINES = 10;

    private final NetworkDescription network;
    private final Path folder;
    private final Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    interface Listener {
        void nodeEnded(String chain, String node, List<String> lastLines);
    }

    NodeWatch(NetworkDescription network, Path folder, Listener listener) {
        this.network = network;
        this.folder = folder;
        this.listener = listener;
    }

    void start() {
        network.chains()
                .forEach(chain ->
                        chain.nodes().forEach(node -> watch(new NodeId(chain.name(), node.name()), node.pid())));
    }

    /** From now on it is no news when a node ends. */
    @Override
    public void close() {
        closed.set(true);
    }

    private void watch(NodeId node, long pid) {
        if (pid == 0) {
            return;
        }
        Thread.ofVirtual().name("watch " + node).start(() -> {
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
            if (!closed.get()) {
                listener.nodeEnded(node.chain(), node.node(), lastLines(node));
            }
        });
    }

    private List<String> lastLines(NodeId node) {
        Deque<String> last = new ArrayDeque<>();
        try {
            Orrery.find(folder, network.backend())
                    .ifPresent(found -> found.readLog(node, Stage.START, false, line -> {
                        if (last.size() == LAST_LINES) {
                            last.removeFirst();
                        }
                        last.addLast(EscapeCodes.removedFrom(line));
                    }));
        } catch (OrreryException e) {
            last.addLast("(its log cannot be read: " + e.failure().headline() + ")");
        }
        return List.copyOf(last);
    }
}
