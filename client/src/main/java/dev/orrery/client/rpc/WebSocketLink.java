package dev.orrery.client.rpc;

import dev.orrery.base.TrustedCertificates;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The client's side of one WebSocket (RFC 6455), for text. One virtual thread reads it, so that the end of a connection is
 * noticed whenever it comes: the JDK's own client was seen to miss it when a connection is cut while it takes a message in.
 */
final class WebSocketLink implements Closeable {
    /** No close frame came (RFC 6455, 7.4.1). */
    static final int CUT = 1006;

    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_MESSAGE = 512 * 1024 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    /** What comes from the other side; called by one thread. */
    interface Listener {
        void onText(String text);

        /** The last call. */
        void onEnd(int code, String reason);
    }

    private WebSocketLink(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = socket.getOutputStream();
    }

    /**
     * Connects; blocks for as long as it takes, at most twice the time-out.
     *
     * @param uri {@code ws} or {@code wss}
     * @param trusted whom to trust instead of the authorities that the Java platform knows
     * @throws IOException if nothing listens there, or nobody who speaks WebSocket
     */
    static WebSocketLink open(URI uri, Optional<Path> trusted, Duration timeout) throws IOException {
        boolean tls = "wss".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int millis = (int) Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        Socket socket = new Socket();
        boolean done = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            if (tls) {
                socket = encrypted(socket, host, port, trusted);
            }
            WebSocketLink link = new WebSocketLink(socket);
            link.upgrade(uri);
            socket.setSoTimeout(0);
            done = true;
            return link;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static Socket encrypted(Socket plain, String host, int port, Optional<Path> trusted) throws IOException {
        SSLContext context;
        try {
            context = trusted.isPresent() ? TrustedCertificates.context(trusted.get()) : SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java platform has no TLS", e);
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void upgrade(URI uri) throws IOException {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String key = Base64.getEncoder().encodeToString(random);
        String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
                + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String head = head();
        String status = head.lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.1 101\\b.*")) {
            throw new ProtocolException(status.isEmpty() ? "no HTTP" : status);
        }
        String accept = "sec-websocket-accept:";
        boolean accepted = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(accept))
                .anyMatch(line -> line.substring(accept.length()).strip().equals(answerTo(key)));
        if (!accepted) {
            throw new ProtocolException("an answer to somebody else's request for a WebSocket");
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ending = 0;
        while (ending < 4) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new ProtocolException("no answer in HTTP");
            }
            head.write(next);
            ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static String answerTo(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA-1", e);
        }
    }

    /** Starts to read; the thread ends with the connection. */
    void listen(Listener listener) {
        Thread.ofVirtual().name("websocket " + socket.getRemoteSocketAddress()).start(() -> {
            int code = CUT;
            String reason = "the connection was cut";
            try {
                byte[] close = read(listener);
                code = close.length < 2 ? 1005 : ByteBuffer.wrap(close).getShort() & 0xffff;
                reason = close.length < 2 ? "" : new String(close, 2, close.length - 2, StandardCharsets.UTF_8);
            } catch (EOFException e) {
                // cut
            } catch (IOException | RuntimeException e) {
                reason = String.valueOf(e.getMessage());
            } finally {
                close();
                listener.onEnd(code, reason);
            }
        });
    }

    /** Returns what the close frame holds. */
    private byte[] read(Listener listener) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            switch (first & 0x0f) {
                case TEXT, CONTINUATION -> {
                    message.writeBytes(payload);
                    if (message.size() > LONGEST_MESSAGE) {
                        throw new ProtocolException("a message of more than " + LONGEST_MESSAGE + " bytes");
                    }
                    if ((first & 0x80) != 0) {
                        String text = message.toString(StandardCharsets.UTF_8);
                        message.reset();
                        listener.onText(text);
                    }
                }
                case PING -> write(frame(PONG, payload));
                case PONG -> {}
                case CLOSE -> {
                    return payload;
                }
                default -> throw new ProtocolException("a frame of kind " + (first & 0x0f));
            }
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if ((second & 0x80) != 0 || length < 0 || length > LONGEST_MESSAGE) {
            throw new ProtocolException("a frame that no server may send");
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException();
        }
        return payload;
    }

    /** Sends messages; blocks while the other side takes nothing in. */
    void send(List<String> texts) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String text : texts) {
            frames.writeBytes(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
        }
        write(frames.toByteArray());
    }

    private static byte[] frame(int kind, byte[] payload) {
        byte[] mask = new byte[4];
        RANDOM.nextBytes(mask);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private void write(byte[] frames) throws IOException {
        writing.lock();
        try {
            out.write(frames);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /** Says goodbye, so that the node does not log an error, and waits for nobody. */
    void leave() {
        try {
            write(frame(CLOSE, new byte[] {3, (byte) 232})); // 1000, a normal closure
        } catch (IOException e) {
            // The connection has ended already.
        } finally {
            close();
        }
    }

    @Override
    public String toString() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
