package dev.orrery.client.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 from the client's side, against a server on loopback that is told frame by frame what to send. */
@Timeout(60)
class WebSocketLinkTest {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private static final class Heard implements WebSocketLink.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onText(String text) {
            texts.add(text);
        }

        @Override
        public void onEnd(int code, String reason) {
            end.complete(code + " " + reason);
        }

        String next() throws InterruptedException {
            return texts.poll(30, TimeUnit.SECONDS);
        }

        String end() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void asksForTheUpgradeAsTheSpecificationSays() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        try (FrameServer server = FrameServer.that(connection -> request.complete(connection.request()))) {
            assertThatThrownBy(() -> open(server)).isInstanceOf(IOException.class);

            assertThat(request.get(30, TimeUnit.SECONDS))
                    .startsWith("GET /websocket HTTP/1.1\r\n")
                    .contains("\r\nHost: 127.0.0.1:" + server.uri().getPort() + "\r\n")
                    .contains("\r\nUpgrade: websocket\r\n")
                    .contains("\r\nConnection: Upgrade\r\n")
                    .contains("\r\nSec-WebSocket-Version: 13\r\n")
                    .containsPattern("\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n");
        }
    }

    @Test
    void textsArriveWhole() throws Exception {
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(connection -> connection
                        .upgrade()
                        .frame(TEXT, "one")
                        .frame(TEXT, "")
                        .frame(TEXT, "東京 🚀")
                        .awaitEnd());
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(List.of(heard.next(), heard.next(), heard.next())).containsExactly("one", "", "東京 🚀");
        }
    }

    /** A character may be cut in two, and control frames may come between the fragments (5.4). */
    @Test
    void fragmentsAreJoinedAroundPings() throws Exception {
        byte[] text = "東京".getBytes(StandardCharsets.UTF_8);
        CompletableFuture<FrameServer.Frame> pong = new CompletableFuture<>();
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(connection -> {
                    connection
                            .upgrade()
                            .frame(0x01, Arrays.copyOf(text, 2))
                            .frame(0x89, "still there?")
                            .frame(0x00, Arrays.copyOfRange(text, 2, 4));
                    pong.complete(connection.read());
                    connection.frame(0x8a, "unasked").frame(0x80, Arrays.copyOfRange(text, 4, 6));
                    connection.awaitEnd();
                });
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(heard.next()).isEqualTo("東京");
            assertThat(pong.get(30, TimeUnit.SECONDS))
                    .returns(0x8a, FrameServer.Frame::first)
                    .returns(true, FrameServer.Frame::masked)
                    .returns("still there?", FrameServer.Frame::text);
        }
    }

    /** The three ways to write a length (5.2), at their limits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65_535, 65_536, 9_000_000})
    void framesOfEverySizePassInBothDirections(int size) throws Exception {
        String text = "x".repeat(size);
        CompletableFuture<FrameServer.Frame> received = new CompletableFuture<>();
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(connection -> {
                    connection.upgrade();
                    FrameServer.Frame frame = connection.read();
                    received.complete(frame);
                    connection.frame(TEXT, frame.payload());
                    connection.awaitEnd();
                });
                WebSocketLink link = open(server)) {
            link.listen(heard);
            link.send(List.of(text));

            assertThat(heard.next()).isEqualTo(text);
            assertThat(received.get(30, TimeUnit.SECONDS))
                    .returns(TEXT, FrameServer.Frame::first)
                    .returns(true, FrameServer.Frame::masked);
        }
    }

    @Test
    void whatIsSentTogetherArrivesInItsOrder() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (FrameServer server = FrameServer.that(connection -> {
                    connection.upgrade();
                    while (true) {
                        received.add(connection.read().text());
                    }
                });
                WebSocketLink link = open(server)) {
            link.send(List.of("one", "two", "three"));

            assertThat(List.of(received.take(), received.take(), received.take()))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void aCloseFrameTellsItsCodeAndReason() throws Exception {
        byte[] tooBig = {0x03, (byte) 0xf1, 'b', 'i', 'g'};
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(
                        connection -> connection.upgrade().frame(CLOSE, tooBig).awaitEnd());
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(heard.end()).isEqualTo("1009 big");
        }
    }

    /** 1005 (7.1.5). */
    @Test
    void aCloseFrameMayBeEmpty() throws Exception {
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(
                        connection -> connection.upgrade().frame(CLOSE, "").awaitEnd());
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(heard.end()).isEqualTo("1005 ");
        }
    }

    @Test
    void leavingSaysSo() throws Exception {
        CompletableFuture<FrameServer.Frame> last = new CompletableFuture<>();
        try (FrameServer server = FrameServer.that(
                        connection -> last.complete(connection.upgrade().read()));
                WebSocketLink link = open(server)) {
            link.leave();

            FrameServer.Frame frame = last.get(30, TimeUnit.SECONDS);
            assertThat(frame.first()).isEqualTo(CLOSE);
            assertThat(frame.payload()).containsExactly(0x03, 0xe8);
        }
    }

    /** Wherever the cut is: between frames, in a frame's head, and while a message is being taken in. */
    @ParameterizedTest
    @CsvSource({"'', true", "'81', true", "'817e00', true", "'810568', true", "'', false", "'810568', false"})
    void aCutIsNoticedWhereverItIs(String hex, boolean reset) throws Exception {
        Heard heard = new Heard();
        CountDownLatch listening = new CountDownLatch(1);
        try (FrameServer server = FrameServer.that(connection -> {
                    connection.upgrade().bytes(HexFormat.of().parseHex(hex));
                    listening.await();
                    if (reset) {
                        connection.reset();
                    }
                });
                WebSocketLink link = open(server)) {
            link.listen(heard);
            listening.countDown();

            assertThat(heard.end()).startsWith("1006 ");
            assertThat(heard.texts).isEmpty();
        }
    }

    /** What the JDK's client missed in three of four trials: the cut comes while messages stream in. */
    @Test
    void aCutIsNoticedUnderLoadEachTime() throws Exception {
        byte[] block = new byte[200_000];
        Arrays.fill(block, (byte) 'x');
        for (int trial = 0; trial < 50; trial++) {
            int frames = trial % 5;
            Heard heard = new Heard();
            try (FrameServer server = FrameServer.that(connection -> {
                        connection.upgrade();
                        for (int i = 0; i < frames; i++) {
                            connection.frame(TEXT, block);
                        }
                        connection.bytes((byte) TEXT, (byte) 126, (byte) 0x7f, (byte) 0xff, (byte) 'x');
                        connection.reset();
                    });
                    WebSocketLink link = open(server)) {
                link.listen(heard);

                assertThat(heard.end()).startsWith("1006 ");
            }
        }
    }

    /** A masked frame (5.1), a kind that is none, a length that cannot be. */
    @ParameterizedTest
    @CsvSource({"818568656c6c6f00000000", "8300", "817fffffffffffffffff", "817f0000000080000000"})
    void whatNoServerMaySendEndsIt(String hex) throws Exception {
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(connection ->
                        connection.upgrade().bytes(HexFormat.of().parseHex(hex)).awaitEnd());
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(heard.end()).startsWith("1006 ").doesNotContain("the connection was cut");
            assertThat(heard.texts).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 403 Forbidden\\r\\n\\r\\n                        | HTTP/1.1 403 Forbidden",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n        | HTTP/1.1 200 OK",
                "SSH-2.0-OpenSSH_9.6\\r\\n\\r\\n                           | SSH-2.0-OpenSSH_9.6",
                "HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n              | somebody else's request",
                "HTTP/1.1 101 Switching\\r\\nSec-WebSocket-Accept: no\\r\\n\\r\\n | somebody else's request",
                "HTTP/1.1 101                                              | no answer in HTTP"
            })
    void aRefusedUpgradeIsToldInTheServersWords(String answer, String words) throws Exception {
        try (FrameServer server = FrameServer.that(connection -> {
            String unused = connection.request();
            connection.say(answer.replace("\\r", "\r").replace("\\n", "\n"));
        })) {
            assertThatThrownBy(() -> open(server))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void aServerThatNeverEndsItsHeadIsGivenUp() throws Exception {
        try (FrameServer server = FrameServer.that(connection -> {
            while (true) {
                connection.say("HTTP/1.1 101 Switching Protocols ");
            }
        })) {
            assertThatThrownBy(() -> open(server)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() throws Exception {
        try (FrameServer server = FrameServer.that(FrameServer.Connection::awaitEnd)) {
            assertThatThrownBy(() -> WebSocketLink.open(server.uri(), Optional.empty(), Duration.ofMillis(200)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void nobodyListening() throws Exception {
        URI gone;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = URI.create("ws://127.0.0.1:" + free.getLocalPort() + "/websocket");
        }

        assertThatThrownBy(() -> WebSocketLink.open(gone, Optional.empty(), Duration.ofSeconds(10)))
                .isInstanceOf(ConnectException.class);
    }

    /** A text that comes byte by byte is as good as one that comes at once. */
    @Test
    void aSlowServerIsWaitedFor() throws Exception {
        Heard heard = new Heard();
        try (FrameServer server = FrameServer.that(connection -> {
                    connection.upgrade();
                    for (byte one : new byte[] {(byte) TEXT, 3, 'a', 'b', 'c'}) {
                        connection.bytes(one);
                    }
                    connection.awaitEnd();
                });
                WebSocketLink link = open(server)) {
            link.listen(heard);

            assertThat(heard.next()).isEqualTo("abc");
        }
    }

    /** Closing is not kept waiting by a server that takes nothing in. */
    @Test
    void closingEndsASendThatIsStuck() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (FrameServer server = FrameServer.that(connection -> {
                    connection.upgrade();
                    done.await();
                });
                WebSocketLink link = open(server)) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    link.send(List.of("x".repeat(30_000_000)));
                } catch (IOException e) {
                    failure.complete(e);
                }
            });
            link.close();

            assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
        } finally {
            done.countDown();
        }
    }

    private static WebSocketLink open(FrameServer server) throws IOException {
        return WebSocketLink.open(server.uri(), Optional.empty(), Duration.ofSeconds(30));
    }
}
