package dev.orrery.client.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.ChainException;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.OrreryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectTest {
    @Test
    void aNodeThatDoesNotListenYetIsNoErrorButEmpty() throws IOException {
        URI nobody = freePort();

        assertThat(CometRpc.tryConnect(nobody, Duration.ofSeconds(5))).isEmpty();
        assertThatThrownBy(() -> CometRpc.connect(nobody))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining(nobody.toString())
                .hasMessageContaining("connection refused");
    }

    @Test
    void somethingElseThanCometBftIsAnError() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answerOnce(server, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));

            assertThatThrownBy(() -> CometRpc.tryConnect(uri(server), Duration.ofSeconds(5)))
                    .isInstanceOf(ChainException.class)
                    .hasMessageContaining("expected: CometBFT's RPC");
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> CometRpc.tryConnect(uri(silent), Duration.ofMillis(200)))
                    .isInstanceOfAny(DeadlineExceededException.class, ChainException.class)
                    .isInstanceOf(OrreryException.class)
                    .hasMessageContaining("connecting to the node");
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket client = server.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URI freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return uri(server);
        }
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
