package dev.orrery.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on a free port with a store in a folder of the test, and the requests that tests send to it. */
final class Service implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final Path store;
    final Path tokenFile;
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServiceOptions options;
    private ApiService service;

    private Service(Path folder, Limits limits) {
        this.store = folder.resolve("store");
        this.tokenFile = folder.resolve("token");
        this.options = ServiceOptions.of(store, tokenFile).withLimits(limits);
        this.service = ApiService.start(options);
    }

    static Service in(Path folder) {
        return new Service(folder, Limits.USUAL);
    }

    static Service in(Path folder, Limits limits) {
        return new Service(folder, limits);
    }

    void restart() {
        service.close();
        service = ApiService.start(options);
    }

    List<String> routes() {
        return service.routes();
    }

    /** How many threads serve somebody now; this question's own is one. */
    int threads() {
        return text(send("GET", "/metrics"))
                .lines()
                .filter(line -> line.startsWith("orrery_http_threads "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    URI url(String path) {
        return URI.create(service.url() + path);
    }

    String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token that the operator makes for a node. */
    String tokenOf(String chain, String node) {
        return json(send("POST", "/v1/tokens/nodes/" + chain + "/" + node))
                .required("token")
                .asString();
    }

    /** As the operator. */
    HttpResponse<byte[]> send(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), token(), headers);
    }

    HttpResponse<byte[]> sendAs(String token, String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), token, headers);
    }

    HttpResponse<byte[]> put(String path, byte[] body, String... headers) {
        return send("PUT", path, BodyPublishers.ofByteArray(body), token(), headers);
    }

    HttpResponse<byte[]> put(String path, String body, String... headers) {
        return put(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param token empty for none */
    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            checkDeclared(method, path, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void checkDeclared(String method, String path, HttpResponse<byte[]> response) {
        boolean isProblem = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        if (isProblem && response.body().length > 0) {
            DeclaredProblems.check(method, path, response.statusCode(), problem(response));
        }
    }

    /** Sends bytes as they are, with an operator's token where they say {@code TOKEN}; all that comes back. */
    String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write(request.replace("TOKEN", "Bearer " + token()).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(service.url().getHost(), service.url().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The name of the problem that an answer is. */
    static String problem(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json")) {
            return "no problem but " + response.statusCode() + " " + type + ": " + text(response);
        }
        JsonNode json = json(response);
        if (json.required("status").asInt() != response.statusCode()) {
            return "status " + response.statusCode() + " with " + json;
        }
        return json.required("type").asString().replace("urn:orrery:problem:", "");
    }

    @Override
    public void close() {
        http.close();
        service.close();
    }
}
