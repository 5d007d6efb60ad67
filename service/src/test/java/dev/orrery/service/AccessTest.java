package dev.orrery.service;

import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AccessTest {
    @TempDir
    Path folder;

    private Service service;

    @BeforeEach
    void start() {
        service = Service.in(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theOperatorsTokenIsMadeForItsOwnerAlone() throws IOException {
        assertThat(service.token()).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(service.tokenFile)))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenThatIsThereIsKept() {
        String before = service.token();

        service.restart();

        assertThat(service.token()).isEqualTo(before);
        assertThat(service.send("GET", "/v1/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenHealthIsSeenAndNothingElse() {
        assertThat(service.sendAs("", "GET", "/health").statusCode()).isEqualTo(200);
        for (String path : new String[] {"/v1/openapi.json", "/v1/tokens", "/v1/files/a", "/", "/nowhere"}) {
            HttpResponse<byte[]> refused = service.sendAs("", "GET", path);
            assertThat(problem(refused)).as(path).isEqualTo("unauthorized");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"orrery\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "orrery_", "Bearer", "orrery_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aWrongTokenOpensNothing(String token) {
        assertThat(problem(service.sendAs(token, "GET", "/v1/openapi.json"))).isEqualTo("unauthorized");
        assertThat(problem(service.sendAs(service.token() + "A", "GET", "/v1/tokens")))
                .isEqualTo("unauthorized");
    }

    @Test
    void aNodesTokenOpensWhatNodesMayAskAndSurvivesARestart() {
        String token = service.tokenOf("hub", "val1");

        service.restart();

        assertThat(service.sendAs(token, "GET", "/v1/openapi.json").statusCode())
                .isEqualTo(200);
        assertThat(problem(service.sendAs(token, "GET", "/v1/tokens"))).isEqualTo("operator-only");
        assertThat(problem(service.sendAs(token, "POST", "/v1/tokens/operator")))
                .isEqualTo("operator-only");
        assertThat(Service.text(service.send("GET", "/v1/tokens"))).isEqualTo("{\"nodes\":[\"hub/val1\"]}");
    }

    @Test
    void aNewTokenVoidsTheOneBefore() {
        String first = service.tokenOf("hub", "val1");
        String second = service.tokenOf("hub", "val1");
        assertThat(problem(service.sendAs(first, "GET", "/v1/openapi.json"))).isEqualTo("unauthorized");
        assertThat(service.sendAs(second, "GET", "/v1/openapi.json").statusCode())
                .isEqualTo(200);

        assertThat(service.send("DELETE", "/v1/tokens/nodes/hub/val1").statusCode())
                .isEqualTo(204);
        assertThat(problem(service.sendAs(second, "GET", "/v1/openapi.json"))).isEqualTo("unauthorized");
        assertThat(problem(service.send("DELETE", "/v1/tokens/nodes/hub/val1"))).isEqualTo("no-such-token");

        String operator = service.token();
        HttpResponse<byte[]> rotated = service.send("POST", "/v1/tokens/operator");
        assertThat(Service.json(rotated).required("token").asString()).isEqualTo(service.token());
        assertThat(problem(service.sendAs(operator, "GET", "/v1/tokens"))).isEqualTo("unauthorized");
    }

    @Test
    void nodesTokensAreNotInTheStore() throws IOException {
        String token = service.tokenOf("hub", "val1");

        assertThat(Files.readString(service.store.resolve("tokens.json")))
                .contains("hub/val1")
                .doesNotContain(token);
    }

    @Test
    void aTokenFileThatHoldsLittleIsRefused() throws IOException {
        Path weak = Files.writeString(folder.resolve("weak"), "secret\n");

        assertThatThrownBy(() -> ApiService.start(ServiceOptions.of(folder.resolve("other"), weak)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at least 32 characters")
                .hasMessageNotContaining("secret");
    }

    @Test
    void everyErrorIsAProblem() throws IOException {
        assertThat(problem(service.send("GET", "/nowhere"))).isEqualTo("no-such-route");
        assertThat(problem(service.send("PUT", "/health"))).isEqualTo("method-not-allowed");
        assertThat(problem(service.send("POST", "/v1/tokens/nodes/hub/VAL"))).isEqualTo("bad-name");
        assertThat(service.raw("GET /health HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n"))
                .contains("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("urn:orrery:problem:bad-request");
        assertThat(service.raw("NONSENSE\r\n\r\n")).contains("HTTP/1.1 400").contains("urn:orrery:problem:bad-request");
    }

    @Test
    void aBodyThatIsNoFileIsRefusedWhereItIsLargerThanAllowed() {
        byte[] large = new byte[Limits.USUAL.jsonBytes() + 1];
        Arrays.fill(large, (byte) ' ');

        assertThat(problem(service.put("/v1/nodes/hub/val1/stage", large))).isEqualTo("body-too-large");
    }

    /** Not in what is logged when all is well, and not in what is logged of those who come with a wrong one. */
    @Test
    void tokensAreInNoLog() {
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.orrery");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        all.addAppender(log);
        ours.setLevel(Level.TRACE);
        String node = service.tokenOf("hub", "val1");
        String wrong = "orrery_" + "W".repeat(43);
        try {
            for (String token : List.of(service.token(), node, wrong)) {
                service.sendAs(token, "GET", "/v1/files/none");
                service.sendAs(token, "POST", "/v1/tokens/operator", "Fencing-Token", "x");
                service.sendAs(token, "GET", "/v1/" + token);
            }
            service.restart();
            ours.error("heard");
        } finally {
            all.detachAppender(log);
            ours.setLevel(null);
        }

        assertThat(log.list)
                .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy())
                .anyMatch(said -> said.contains("heard"))
                .noneMatch(said -> said.contains("orrery_"));
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeAgain() {
        service.close();
        service = Service.in(folder, Limits.USUAL.withRequestsPerSecond(5));
        long refused = IntStream.range(0, 50)
                .mapToObj(i -> service.send("GET", "/v1/openapi.json"))
                .filter(answer -> answer.statusCode() == 429)
                .peek(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1"))
                .peek(answer -> assertThat(problem(answer)).isEqualTo("too-many-requests"))
                .count();

        assertThat(refused).isPositive();
    }

    @Test
    void whoGuessesTokensIsStoppedWhileOthersAreServed() {
        boolean stopped = IntStream.range(0, 200)
                .anyMatch(i -> service.sendAs("guess" + i, "GET", "/v1/tokens").statusCode() == 429);

        assertThat(stopped).isTrue();
        assertThat(service.send("GET", "/v1/tokens").statusCode()).isEqualTo(200);
    }

    @Test
    void twoServicesDoNotShareAStore() {
        assertThatThrownBy(() -> ApiService.start(ServiceOptions.of(service.store, folder.resolve("t"))))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("another service has this store");
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServiceOptions options = ServiceOptions.of(folder.resolve("other"), folder.resolve("t"))
                    .listeningOn(new InetSocketAddress("127.0.0.1", taken.getLocalPort()));

            assertThatThrownBy(() -> ApiService.start(options))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("starting the API service");
        }
    }

    @Test
    void plainHttpStaysOnThisMachine() {
        ServiceOptions options = ServiceOptions.of(folder.resolve("other"), folder.resolve("t"))
                .listeningOn(new InetSocketAddress("0.0.0.0", 0));

        assertThatThrownBy(() -> ApiService.start(options))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a loopback address, or a certificate");
    }
}
