package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeAddress.Door;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports of the loopback address that lead to the nodes. Each connection gets a stream of its own to the pod that has the
 * node's name then, so that a node that comes back as another pod is reached again. Thread-safe.
 */
public final class Doors implements AutoCloseable {
    /** Any ports of the loopback address that are free. */
    public static final Door ANY = new Door("127.0.0.1", 0, 0, 0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final Cluster cluster;
    private final String namespace;
    private final List<LocalPortForward> open = new CopyOnWriteArrayList<>();

    public Doors(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * Opens the ways in to a node.
     *
     * @param wanted port 0 for any that is free
     * @return where they are
     */
    public Door open(String pod, NodeAddress inside, Door wanted) {
        return cluster.ask("forwarding ports to " + pod, () -> {
            String host = wanted.host();
            return new Door(
                    host,
                    forward(pod, inside.p2p(), host, wanted.p2p()),
                    forward(pod, inside.rpc(), host, wanted.rpc()),
                    forward(pod, inside.grpc(), host, wanted.grpc()),
                    forward(pod, inside.rest(), host, wanted.rest()),
                    inside.jsonRpc()
                            .map(ports -> OptionalInt.of(forward(
                                    pod, ports.http(), host, wanted.jsonRpc().orElse(0))))
                            .orElse(OptionalInt.empty()));
        });
    }

    /** Opens the way in to a port of a pod, under the same number here. */
    public void open(String pod, int port) {
        cluster.tell(
                "forwarding a port to " + pod,
                () -> forward(pod, port, InetAddress.getLoopbackAddress().getHostAddress(), port));
    }

    /** Opens a way in to a port of a pod; returns the port of the loopback address that it got. */
    public int openAny(String pod, int port) {
        return cluster.ask(
                "forwarding a port to " + pod,
                () -> forward(pod, port, InetAddress.getLoopbackAddress().getHostAddress(), 0));
    }

    private int forward(String pod, int port, String host, int local) {
        LocalPortForward way =
                cluster.client().pods().inNamespace(namespace).withName(pod).portForward(port, address(host), local);
        open.add(way);
        return way.getLocalPort();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new AssertionError("the loopback address is a number", e);
        }
    }

    @Override
    public void close() {
        for (LocalPortForward way : open) {
            try {
                way.close();
            } catch (IOException e) {
                LOG.debug("closing a forwarded port", e);
            }
        }
    }
}
