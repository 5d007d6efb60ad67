package dev.orrery.backend.process.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps ports of the loopback address for nodes and relayers, without races. Each port is bound by a socket that never listens: the
 * kernel then gives it to nobody who asks for any free port, nor to an outgoing connection, while a node that asks for this
 * very port may bind it and listen, now and after a restart, since both sides set {@code SO_REUSEADDR}. Where a system
 * does not allow that, the hold is let go just before the node starts. Thread-safe.
 */
final class PortHolds<K> implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final boolean SHARED_WITH_LISTENER = sharedWithListener();

    private final Map<K, List<SocketChannel>> held = new ConcurrentHashMap<>();

    /**
     * Takes ports.
     *
     * @param holder whom {@link #aboutToStart} will name
     * @throws HostException if this machine has none left
     */
    List<Integer> hold(K holder, int count) {
        List<SocketChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                channels.add(bindAny());
            }
            List<Integer> ports = new ArrayList<>();
            for (SocketChannel channel : channels) {
                ports.add(port(channel.getLocalAddress()));
            }
            held.put(holder, List.copyOf(channels));
            return List.copyOf(ports);
        } catch (IOException e) {
            channels.forEach(PortHolds::closeQuietly);
            throw new HostException(
                    Failure.doing("reserving ports on " + HOST)
                            .where(holder.toString())
                            .expected(count + " free ports")
                            .seen(String.valueOf(e.getMessage()))
                            .hint("stop networks that are not needed; look at the limit of open files (ulimit -n)")
                            .build(),
                    e);
        }
    }

    /**
     * Makes sure that nobody else has begun to listen on the holder's ports, since not every node ends when it cannot, and
     * lets them go where a node could not bind them otherwise.
     *
     * @throws HostException if one is taken
     */
    void aboutToStart(K holder) {
        for (SocketChannel channel : held.getOrDefault(holder, List.of())) {
            checkFree(holder, channel);
        }
        if (!SHARED_WITH_LISTENER) {
            release(holder);
        }
    }

    @Override
    public void close() {
        List.copyOf(held.keySet()).forEach(this::release);
    }

    private void release(K holder) {
        List<SocketChannel> channels = held.remove(holder);
        if (channels != null) {
            channels.forEach(PortHolds::closeQuietly);
        }
    }

    private static SocketChannel bindAny() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        } catch (IOException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static void checkFree(Object holder, SocketChannel hold) {
        try {
            SocketAddress address = hold.getLocalAddress();
            if (SHARED_WITH_LISTENER && !canListen(address)) {
                throw new HostException(Failure.doing("starting " + holder)
                        .expected("that its port " + port(address) + " is free")
                        .seen("port " + port(address) + " is taken by another process")
                        .hint("start the network again, which picks other ports")
                        .command("orrery up")
                        .build());
            }
        } catch (ClosedChannelException e) {
            // The session is being closed: what starts now is stopped at once.
        } catch (IOException e) {
            throw new AssertionError("a bound socket has an address", e);
        }
    }

    private static boolean canListen(SocketAddress address) {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tried rather than told from the system's name. */
    private static boolean sharedWithListener() {
        try (SocketChannel hold = bindAny()) {
            return canListen(hold.getLocalAddress());
        } catch (IOException e) {
            return false;
        }
    }

    private static int port(SocketAddress address) {
        return ((InetSocketAddress) address).getPort();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // The system has taken the port back all the same.
        }
    }
}
