package dev.orrery.benchmarks.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * HTTP on a bare socket: the same for every service that is measured, and so cheap that it is not what is measured. One
 * request a connection.
 */
final class Wire {
    private static final int BUFFER = 256 * 1024;

    private final URI url;
    private final String headers;

    /** @param headers lines that every request has, each with its end */
    Wire(URI url, String headers) {
        this.url = url;
        this.headers = headers;
    }

    /** Sends a file with something before and after it; returns once it is answered with 200 or 201. */
    void send(String request, String more, byte[] before, Path file, byte[] after) throws IOException {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ);
                SocketChannel socket = SocketChannel.open(address())) {
            long length = before.length + content.size() + after.length;
            write(socket, head(request, more + "Content-Length: " + length + "\r\n"));
            write(socket, before);
            long position = 0;
            while (position < content.size()) {
                position += content.transferTo(position, content.size() - position, socket);
            }
            write(socket, after);
            InputStream in = Channels.newInputStream(socket);
            skip(in, length(in, request));
        }
    }

    /** Reads what an address has; how many bytes it was. */
    long get(String path) throws IOException {
        return get(path, () -> {});
    }

    /** @param asked called once the request is on its way */
    long get(String path, Runnable asked) throws IOException {
        String request = "GET " + path;
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(request, ""));
            out.flush();
            asked.run();
            InputStream in = socket.getInputStream();
            return skip(in, length(in, request));
        }
    }

    private java.net.InetSocketAddress address() {
        return new java.net.InetSocketAddress(url.getHost(), url.getPort());
    }

    private byte[] head(String request, String more) {
        return (request + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nConnection: close\r\n" + headers + more
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void write(SocketChannel socket, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            socket.write(buffer);
        }
    }

    /** Reads the head of an answer; the length of its body. */
    private static long length(InputStream in, String request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            bytes.write(one);
            last = last << 8 | one;
            if (last == 0x0d0a0d0a) {
                break;
            }
        }
        String head = bytes.toString(StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 200") && !head.startsWith("HTTP/1.1 201")) {
            throw new IOException(
                    request + " was answered with " + head.lines().findFirst().orElse("nothing"));
        }
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException(request + " was answered without a length"));
    }

    private static long skip(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the answer ended " + left + " bytes early");
            }
            left -= read;
        }
        return length;
    }
}
