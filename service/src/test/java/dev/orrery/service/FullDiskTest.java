package dev.orrery.service;

import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of a few megabytes, filled to its last byte. Mounting it takes root. */
@Tag("full")
class FullDiskTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String LEASE = "/v1/leases/init-chain.hub";

    @TempDir
    Path folder;

    private Path disk = Path.of("");
    private Service service;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        service = Service.in(disk);
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        run("umount", disk.toString());
    }

    @Test
    void whatDoesNotFitIsRefusedAndAllThatWasConfirmedStays() throws IOException {
        Map<String, byte[]> confirmed = new TreeMap<>();
        HttpResponse<byte[]> large = service.put("/v1/files/large", noise(8 * MEGABYTE, 0));
        assertThat(problem(large)).isEqualTo("disk-full");
        assertThat(large.statusCode()).isEqualTo(507);

        HttpResponse<byte[]> answer;
        int number = 0;
        do {
            byte[] content = noise(MEGABYTE / 5, ++number);
            answer = service.put("/v1/files/f" + number, content);
            if (answer.statusCode() == 201) {
                confirmed.put("f" + number, content);
            }
        } while (answer.statusCode() == 201);

        assertThat(problem(answer)).isEqualTo("disk-full");
        assertThat(confirmed).hasSizeGreaterThan(5);
        assertThat(names("uploads")).isZero();
        assertThat(problem(service.put("/v1/files/f1", noise(MEGABYTE, 99)))).isEqualTo("disk-full");
        check(confirmed);
        service.restart();
        check(confirmed);

        assertThat(service.send("DELETE", "/v1/files/f1").statusCode()).isEqualTo(204);
        confirmed.remove("f1");
        byte[] again = noise(MEGABYTE / 5, 7);
        assertThat(service.put("/v1/files/again", again).statusCode()).isEqualTo(201);
        confirmed.put("again", again);
        check(confirmed);
    }

    /** Not one byte is left: nothing that is coordinated changes, neither here nor for a service that is started anew. */
    @Test
    void whereNothingCanBeWrittenNothingChanges() throws IOException {
        String node = service.tokenOf("hub", "val1");
        String operator = service.token();
        service.sendAs(node, "POST", LEASE);
        String before = Service.text(service.send("GET", LEASE)).replaceAll("\\d+ms|:\\d+", "");
        Path filler = disk.resolve("filler");
        assertThatThrownBy(() -> fill(filler)).isInstanceOf(IOException.class).hasMessageContaining("No space left");

        assertThat(problem(service.send("POST", "/v1/tokens/nodes/hub/val1"))).isEqualTo("disk-full");
        assertThat(problem(service.send("DELETE", "/v1/tokens/nodes/hub/val1"))).isEqualTo("disk-full");
        assertThat(problem(service.send("POST", "/v1/tokens/operator"))).isEqualTo("disk-full");
        assertThat(problem(service.sendAs(node, "POST", LEASE))).isEqualTo("disk-full");
        assertThat(problem(service.send(
                        "PUT",
                        "/v1/nodes/hub/val1/stage",
                        BodyPublishers.ofString("{\"stage\":\"start\",\"state\":\"done\"}"),
                        operator)))
                .isEqualTo("disk-full");
        assertThat(problem(service.send(
                        "POST",
                        "/v1/barriers/b",
                        BodyPublishers.ofString("{\"parties\":1,\"as\":\"hub/val1\"}"),
                        operator)))
                .isEqualTo("disk-full");

        for (int round = 0; round < 2; round++) {
            assertThat(service.token()).isEqualTo(operator);
            assertThat(service.sendAs(node, "GET", "/v1/nodes").statusCode()).isEqualTo(200);
            assertThat(Service.text(service.send("GET", LEASE)).replaceAll("\\d+ms|:\\d+", ""))
                    .isEqualTo(before);
            assertThat(Service.text(service.send("GET", "/v1/nodes"))).doesNotContain("start");
            assertThat(problem(service.send("GET", "/v1/barriers/b"))).isEqualTo("no-such-barrier");
            service.restart();
        }
        Files.delete(filler);
        assertThat(service.sendAs(node, "POST", LEASE).statusCode()).isEqualTo(200);
    }

    private void check(Map<String, byte[]> confirmed) {
        confirmed.forEach((name, content) -> assertThat(
                        service.send("GET", "/v1/files/" + name).body())
                .as(name)
                .isEqualTo(content));
        assertThat(Service.json(service.send("GET", "/v1/files")).path("files")).hasSize(confirmed.size());
    }

    private long names(String part) throws IOException {
        try (Stream<Path> all = Files.list(service.store.resolve("files").resolve(part))) {
            return all.count();
        }
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (byte[] one = new byte[512]; ; ) {
                out.write(one);
            }
        }
    }

    private static byte[] noise(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
