package dev.orrery.client.rpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The server's side of one WebSocket on loopback, frame by frame, so that a test can also send what no server should. */
final class FrameServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Socket> accepted = new CompletableFuture<>();

    private FrameServer() throws IOException {}

    /** What the server does with its connection. */
    interface Script {
        void play(Connection connection) throws Exception;
    }

    /** A frame as the client sent it, unmasked. */
    record Frame(int first, boolean masked, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    static FrameServer that(Script script) throws IOException {
        FrameServer server = new FrameServer();
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.server.accept()) {
                server.accepted.complete(socket);
                script.play(new Connection(socket));
            } catch (Exception e) {
                server.accepted.completeExceptionally(e);
            }
        });
        return server;
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/websocket");
    }

    @Override
    public void close() throws Exception {
        server.close();
        if (accepted.isDone() && !accepted.isCompletedExceptionally()) {
            accepted.get(1, TimeUnit.SECONDS).close();
        }
    }

    /** One client. */
    static final class Connection {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** The client's request. */
        String request() throws IOException {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            while (!request.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                request.write(in.readUnsignedByte());
            }
            return request.toString(StandardCharsets.US_ASCII);
        }

        Connection upgrade() throws Exception {
            String key = request().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
            return say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + answerTo(key) + "\r\n\r\n");
        }

        /** RFC 6455, 4.2.2. */
        private static String answerTo(String key) throws GeneralSecurityException {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        }

        Connection say(String raw) throws IOException {
            return bytes(raw.getBytes(StandardCharsets.US_ASCII));
        }

        Connection bytes(byte... raw) throws IOException {
            out.write(raw);
            out.flush();
            return this;
        }

        /** @param first FIN and the kind of frame: 0x81 is a whole text */
        Connection frame(int first, byte[] payload) throws IOException {
            ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
            if (payload.length < 126) {
                head.put((byte) payload.length);
            } else if (payload.length < 1 << 16) {
                head.put((byte) 126).putShort((short) payload.length);
            } else {
                head.put((byte) 127).putLong(payload.length);
            }
            out.write(head.array(), 0, head.position());
            return bytes(payload);
        }

        Connection frame(int first, String payload) throws IOException {
            return frame(first, payload.getBytes(StandardCharsets.UTF_8));
        }

        Frame read() throws IOException {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int length = second & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            byte[] mask = new byte[4];
            if ((second & 0x80) != 0) {
                in.readFully(mask);
            }
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return new Frame(first, (second & 0x80) != 0, payload);
        }

        /** Ends the connection as a process that is killed does. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client has ended it. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // whatever it says before
            }
        }
    }
}
