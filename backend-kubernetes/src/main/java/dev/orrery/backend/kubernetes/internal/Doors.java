package dev.orrery.backend.kubernetes.internal;

import dev.orrery.engine.plan.NodeAddress;
import dev.orrery.engine.plan.NodeAddress.Door;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ports of the loopback address that lead to the nodes. Each connection gets a stream of its own to the pod that has the
 * node's name then, so that a node that comes back as another pod is reached again. Thread-safe.
 */
final class Doors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final Cluster cluster;
    private final String namespace;
    private final List<LocalPortForward> open = new CopyOnWriteArrayList<>();

    Doors(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Opens the ways in to a node. */
    void open(String pod, NodeAddress inside, Door door) {
        cluster.tell("forwarding ports to " + pod, () -> {
            List<LocalPortForward> ways = new ArrayList<>();
            ways.add(forward(pod, inside.rpc(), door.host(), door.rpc()));
            ways.add(forward(pod, inside.grpc(), door.host(), door.grpc()));
            ways.add(forward(pod, inside.rest(), door.host(), door.rest()));
            ways.add(forward(pod, inside.p2p(), door.host(), door.p2p()));
            open.addAll(ways);
        });
    }

    /** Opens the way in to a port of a pod, under the same number here. */
    void open(String pod, int port) {
        cluster.tell(
                "forwarding a port to " + pod,
                () -> open.add(
                        forward(pod, port, InetAddress.getLoopbackAddress().getHostAddress(), port)));
    }

    private LocalPortForward forward(String pod, int port, String host, int local) {
        return cluster.client().pods().inNamespace(namespace).withName(pod).portForward(port, address(host), local);
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
