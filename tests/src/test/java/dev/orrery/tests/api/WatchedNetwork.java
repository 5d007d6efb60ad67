package dev.orrery.tests.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.NetworkDescription.ApiDescription;
import dev.orrery.service.client.NetworkApi;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network of two real chains with its API service, and what tests ask that service. */
final class WatchedNetwork {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SPEC = """
        version: 1
        name: watched
        chains:
          hub:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
            denom: uatom
            accounts: { alice: "1000000000uatom,5000ufoo" }
            companions:
              oracle:
                binary: { path: ./oracle }
                args: ["{rpc}"]
          zone:
            binary: { go: github.com/cosmos/ibc-go/v8/testing/simapp/simd@v8.8.0 }
        paths:
          - between: [hub, zone]
        """;

    static final WatchedNetwork WATCHED = new WatchedNetwork();

    Path folder = Path.of("");
    RunningNetwork running;
    ServiceClient service;
    NetworkApi api;
    String token = "";
    URI url = URI.create("");

    void start() throws IOException {
        Path all = Files.createDirectories(Path.of("target", "api").toAbsolutePath());
        Path place = Files.createTempDirectory(all, "test-");
        folder = place.resolve(".orrery").resolve("watched");
        Path oracle = Files.writeString(place.resolve("oracle"), """
            #!/bin/sh
            echo "asks $1"
            exec tail -f /dev/null
            """);
        Files.setPosixFilePermissions(oracle, PosixFilePermissions.fromString("rwx------"));
        running = Orrery.up(
                SpecReader.read(SPEC, "network.yaml", place),
                UpOptions.in(folder).withApi());
        ApiDescription described = running.description().api().orElseThrow();
        token = Files.readString(Path.of(described.tokenFile())).strip();
        url = URI.create(described.url());
        service = ServiceClient.of(url, token);
        api = service.network();
    }

    void stop() {
        service.close();
        running.close();
        assertThat(folder).doesNotExist();
        AtomicFiles.deleteTree(Objects.requireNonNull(
                Objects.requireNonNull(folder.getParent()).getParent()));
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> get(String path) {
        return get(path, "Bearer " + token);
    }

    HttpResponse<String> get(String path, String authorization) {
        return send("GET", path, "", authorization);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, "Bearer " + token);
    }

    HttpResponse<String> send(String method, String path, String body, String authorization) {
        return send(url, method, path, body, authorization);
    }

    static HttpResponse<String> send(URI asked, String method, String path, String body, String authorization) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(asked + path))
                            .header("Authorization", authorization)
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
