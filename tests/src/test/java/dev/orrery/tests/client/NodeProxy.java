package dev.orrery.tests.client;

import dev.orrery.base.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** Stands between a client and one port of a node, and does what networks do: cuts connections, falls silent, or is slow. */
final class NodeProxy implements AutoCloseable {
    private volatile URI node;
    private final String scheme;
    private final ServerSocketFactory sockets;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile CountDownLatch flowing = new CountDownLatch(0);
    private volatile Duration delay = Duration.ZERO;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile ServerSocket server;
    private volatile int port;

    private NodeProxy(URI node, String scheme, ServerSocketFactory sockets) {
        this.node = node;
        this.scheme = scheme;
        this.sockets = sockets;
        this.server = listen();
    }

    /** @param node {@code http://127.0.0.1:26657} */
    static NodeProxy before(String node) {
        return new NodeProxy(URI.create(node), "http", ServerSocketFactory.getDefault());
    }

    /** Speaks TLS to the client. */
    static NodeProxy withTls(String node, ServerSocketFactory tls) {
        return new NodeProxy(URI.create(node), "https", tls);
    }

    /** What the client is to be given instead of the node's address. */
    String url() {
        return scheme + "://localhost:" + port;
    }

    /** How many connections there have been. */
    int accepted() {
        return accepted.get();
    }

    /** Cuts all connections; new ones are taken. */
    void cut() {
        open.forEach(NodeProxy::close);
    }

    /** From now on connections are refused. */
    void goDown() {
        close(server);
        cut();
    }

    void comeBack() {
        server = listen();
    }

    /** Nothing passes any more, in either direction; connections stay. */
    void fallSilent() {
        flowing = new CountDownLatch(1);
    }

    void speakAgain() {
        flowing.countDown();
    }

    /** From now on everything takes that long, in either direction. */
    void slowDown(Duration each) {
        delay = each;
    }

    /** Connections lead to another node from now on. */
    void leadTo(String other) {
        node = URI.create(other);
        cut();
    }

    @Override
    public void close() {
        ending.countDown();
        speakAgain();
        goDown();
    }

    private ServerSocket listen() {
        try {
            ServerSocket listening = sockets.createServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = listening.getLocalPort();
            Thread.ofVirtual().start(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (true) {
            try {
                Socket client = listening.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            URI to = node;
            Socket toNode = new Socket(to.getHost(), to.getPort());
            open.add(toNode);
            Thread.ofVirtual().start(() -> pass(client, toNode));
            pass(toNode, client);
        } catch (IOException e) {
            open.remove(client);
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        Thread writer = Thread.ofVirtual().start(() -> deliver(underWay, to));
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
                underWay.add(new Chunk(Arrays.copyOf(buffer, size), Deadline.after(delay)));
            }
            underWay.add(new Chunk(new byte[0], Deadline.after(delay)));
            writer.join();
        } catch (IOException | InterruptedException e) {
            writer.interrupt(); // cut
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** What was read, and when it arrives; nothing more comes after an empty one. */
    private record Chunk(byte[] bytes, Deadline due) {}

    private void deliver(BlockingQueue<Chunk> underWay, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk next = underWay.take(); next.bytes().length > 0; next = underWay.take()) {
                boolean over = ending.await(next.due().remaining().toMillis(), TimeUnit.MILLISECONDS);
                flowing.await();
                if (over) {
                    return;
                }
                out.write(next.bytes());
            }
        } catch (IOException | InterruptedException e) {
            close(to); // cut
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
