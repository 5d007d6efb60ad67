package dev.orrery.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.cli.CommandLineRun;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServeCommandTest {
    @TempDir
    Path folder;

    @Test
    void servesUntilItIsStopped() throws Exception {
        Path token = folder.resolve("token");
        SynchronousQueue<StopSignal> stop = new SynchronousQueue<>();
        try (ExecutorService command = Executors.newSingleThreadExecutor();
                HttpClient http = HttpClient.newHttpClient();
                PipedInputStream out = new PipedInputStream();
                PrintStream written = new PrintStream(new PipedOutputStream(out), true, StandardCharsets.UTF_8)) {
            Terminal terminal = Terminal.plain(written, written);
            Future<Integer> status = command.submit(() -> {
                StopSignal signal = new StopSignal(Thread.currentThread());
                stop.put(signal);
                return Main.run(terminal, signal, serve("127.0.0.1:0", token));
            });
            StopSignal signal = stop.take();
            JsonNode said = JsonMapper.shared()
                    .readTree(new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8)).readLine());

            int answer = http.send(
                            HttpRequest.newBuilder(
                                            URI.create(said.required("url").asString() + "/v1/openapi.json"))
                                    .header(
                                            "Authorization",
                                            "Bearer " + Files.readString(token).strip())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            signal.raise();

            assertThat(answer).isEqualTo(200);
            assertThat(status.get()).isZero();
        }
    }

    @Test
    void anAddressThatIsNoneIsAMistakeOnTheCommandLine() {
        for (String address : new String[] {"8080", "127.0.0.1:", "127.0.0.1:70000", ":1"}) {
            CommandLineRun run = CommandLineRun.of(serve(address, folder.resolve("token")));

            assertThat(run.status()).as(address).isEqualTo(2);
            assertThat(run.out() + run.err()).contains("expected HOST:PORT, such as 127.0.0.1:8080");
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        CommandLineRun run = CommandLineRun.of(
                "serve",
                "--store",
                folder.resolve("s").toString(),
                "--token-file",
                folder.resolve("t").toString(),
                "--tls-certificate",
                "chain.pem");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--tls-certificate and --tls-key, or neither");
    }

    private String[] serve(String address, Path token) {
        return new String[] {
            "serve",
            "--json",
            "--listen",
            address,
            "--store",
            folder.resolve("store").toString(),
            "--token-file",
            token.toString()
        };
    }
}
