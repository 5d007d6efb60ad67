package dev.orrery.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orrery.base.Sha256;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.spec.BinarySpec;
import dev.orrery.tests.cli.Cli.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code orrery binaries}, with a cache of its own: the program of a real chain, behind a script that a web server has. */
class BinariesTest {
    @TempDir
    Path folder;

    @Test
    void programsAreHadBeforeTheStartListedAndDeletedWhenNobodyUsesThem() throws Exception {
        byte[] program = ("#!/bin/sh\nexec " + simd() + " \"$@\"\n").getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(program);
        Path cache = folder.resolve("cache");
        Cli cli = new Cli(Files.createDirectory(folder.resolve("net")), Map.of("ORRERY_CACHE", cache.toString()));
        HttpServer server = serve(program);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/chaind";
        Files.writeString(cli.folder().resolve("network.yaml"), """
            version: 1
            chains:
              hub:
                binary: { url: "%s", sha256: %s }
            """.formatted(url, sha256));

        Result first = cli.run("binaries", "build");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("(?m)^FOR +BINARY$")
                .containsPattern("(?m)^hub +" + cache + "/.*/chaind$");

        server.stop(0);
        JsonNode had =
                cli.run("binaries", "build", "--json").json().path("binaries").get(0);
        assertThat(had.path("for").asString()).isEqualTo("hub");
        assertThat(had.path("source").asString()).contains(url);
        assertThat(had.path("sha256").asString()).isEqualTo(sha256);
        assertThat(Path.of(had.path("path").asString())).isExecutable().hasBinaryContent(program);

        assertThat(cli.run("binaries", "list").out())
                .containsPattern("(?m)^NAME +SIZE +LAST USED +CONTENT +FROM$")
                .containsPattern("(?m)^chaind +0\\.0 MB .* " + sha256.substring(0, 12) + " .*" + url + "$");
        assertThat(cli.run("binaries", "prune").out()).contains("0 programs deleted");

        age(cache, Duration.ofHours(13));
        JsonNode pruned =
                cli.run("binaries", "prune", "--unused-for", "12h", "--json").json();
        assertThat(pruned.at("/deleted/0/sha256").asString()).isEqualTo(sha256);
        assertThat(pruned.at("/deleted/0/sources/0").asString()).contains(url);
        assertThat(pruned.path("bytes").asLong()).isEqualTo(program.length);
        assertThat(cli.run("binaries", "list", "--json").json().path("binaries"))
                .isEmpty();
    }

    private static Path simd() {
        return new Binaries(OrreryCache.standard())
                .get(
                        new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0"),
                        BuildProgress.SILENT)
                .executable();
    }

    private static HttpServer serve(byte[] program) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/chaind", exchange -> {
            exchange.sendResponseHeaders(200, program.length);
            exchange.getResponseBody().write(program);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** When a program was last used is told by the times of files. */
    private static void age(Path cache, Duration by) throws IOException {
        FileTime then = FileTime.from(Instant.now().minus(by));
        List<Path> files;
        try (Stream<Path> all = Files.walk(cache)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.setLastModifiedTime(file, then);
        }
    }
}
