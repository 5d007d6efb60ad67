package dev.orrery.cli.warmup;

import dev.orrery.base.AtomicFiles;
import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@code orrery serve} and asks it what nodes ask. On bare sockets: the classes of an HTTP client are none that the
 * service needs, and whatever is loaded here takes memory wherever it runs later.
 */
final class WarmUpService {
    private static final Pattern PORT = Pattern.compile("\"url\":\"http://[^\"]*:([0-9]+)\"");
    private static final int LARGE = 1 << 20;

    private final int port;
    private final String token;
    private final AtomicInteger failed;

    private WarmUpService(int port, String token, AtomicInteger failed) {
        this.port = port;
        this.token = token;
        this.failed = failed;
    }

    /** The exit status: whether everything was answered as it should be. */
    static int run() throws IOException {
        Path folder = Files.createTempDirectory("orrery-warm-up");
        try {
            Path token = folder.resolve("token");
            StopSignal stop = new StopSignal(Thread.currentThread());
            AtomicInteger failed = new AtomicInteger();
            PrintStream out = new PrintStream(
                    new OnceSaid(
                            said -> {
                                try {
                                    of(said, token, failed).ask();
                                } finally {
                                    stop.raise();
                                }
                            },
                            "token_file"),
                    true,
                    StandardCharsets.UTF_8);
            int status = Main.run(
                    Terminal.plain(
                            out, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)),
                    stop,
                    "serve",
                    "--json",
                    "--listen",
                    "127.0.0.1:0",
                    "--store",
                    folder.resolve("store").toString(),
                    "--token-file",
                    token.toString());
            return failed.get() == 0 ? status : ExitStatus.FAILED;
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    private static WarmUpService of(String said, Path token, AtomicInteger failed) {
        Matcher port = PORT.matcher(said);
        try {
            return new WarmUpService(
                    port.find() ? Integer.parseInt(port.group(1)) : 0,
                    Files.readString(token).strip(),
                    failed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask() {
        byte[] none = new byte[0];
        expect("200", "GET /health", none);
        Thread waiting =
                Thread.ofPlatform().start(() -> expect("200", "GET /v1/files/hub/genesis.json?wait=20s", none));
        expect("201", "PUT /v1/files/hub/genesis.json", new byte[LARGE]);
        join(waiting);
        expect("200", "GET /v1/files?prefix=hub/", none);
        expect("404", "GET /v1/files/none", none);
        expect("204", "DELETE /v1/files/hub/genesis.json", none);
        expect("201", "POST /v1/tokens/nodes/hub/val1", none);
        expect("200", "POST /v1/leases/init-chain.hub", json("{\"ttl\":\"10s\"}"));
        expect("200", "PUT /v1/nodes/hub/val1/stage", json("{\"stage\":\"start\",\"state\":\"done\"}"));
        expect("200", "POST /v1/barriers/started?wait=1s", json("{\"parties\":1}"));
        expect("200", "GET /v1/nodes", none);
    }

    private void expect(String status, String request, byte[] body) {
        String answer = "nothing";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            answer = e.toString();
        }
        if (!answer.startsWith("HTTP/1.1 " + status)) {
            failed.incrementAndGet();
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
