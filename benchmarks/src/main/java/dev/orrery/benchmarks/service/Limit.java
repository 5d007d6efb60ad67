package dev.orrery.benchmarks.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What no service can beat: the disk, and the loopback interface. */
final class Limit {
    private static final int BUFFER = 256 * 1024;

    private Limit() {}

    /** A plain copy of a file, until it is on the disk. */
    static Duration copy(Path from, Path to) throws IOException {
        long start = System.nanoTime();
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long position = 0;
            while (position < in.size()) {
                position += in.transferTo(position, in.size() - position, out);
            }
            out.force(true);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A file through a bare socket into nothing, sent and read as the services' clients do. */
    static Duration loopback(Path file) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> sent = threads.submit(() -> {
                serve(listener, file);
                return null;
            });
            Wire wire = new Wire(URI.create("http://127.0.0.1:" + listener.getLocalPort()), "");
            long start = System.nanoTime();
            wire.get("/");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            sent.get();
            return took;
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("the bare socket failed", e);
        }
    }

    private static void serve(ServerSocket listener, Path file) throws IOException {
        try (Socket socket = listener.accept();
                FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[BUFFER]) < 0) {
                throw new IOException("nothing was asked");
            }
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + content.size() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] buffer = new byte[BUFFER];
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(buffer);
            for (int read = content.read(bytes); read >= 0; read = content.read(bytes.clear())) {
                socket.getOutputStream().write(buffer, 0, read);
            }
        }
    }
}
