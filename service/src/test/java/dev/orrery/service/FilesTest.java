package dev.orrery.service;

import static dev.orrery.service.Service.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    private static final byte[] GENESIS = "{\"chain_id\":\"hub-1\"}".getBytes(StandardCharsets.UTF_8);

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
    void whatIsPutIsGotWithItsHashAsStrongTag() throws Exception {
        HttpResponse<byte[]> put = service.put("/v1/files/hub/genesis.json", GENESIS);
        HttpResponse<byte[]> got = service.send("GET", "/v1/files/hub/genesis.json");

        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(GENESIS);
        assertThat(header(got, "ETag")).isEqualTo("\"" + hex(GENESIS) + "\"").isEqualTo(header(put, "ETag"));
        assertThat(header(got, "Content-Digest")).isEqualTo(digest(GENESIS));
        assertThat(header(got, "Content-Length")).isEqualTo(Integer.toString(GENESIS.length));
    }

    @Test
    void headTellsWhatGetWouldWithoutTheContent() {
        service.put("/v1/files/hub/genesis.json", GENESIS);

        HttpResponse<byte[]> head = service.send("HEAD", "/v1/files/hub/genesis.json");

        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(GENESIS.length));
        assertThat(service.send("HEAD", "/v1/files/hub/none").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(service.put("/v1/files/a", new byte[0]).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> got = service.send("GET", "/v1/files/a");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEmpty();
    }

    @Test
    void aDigestThatDoesNotFitKeepsNothing() throws Exception {
        HttpResponse<byte[]> wrong =
                service.put("/v1/files/a", GENESIS, "Content-Digest", digest("other".getBytes(StandardCharsets.UTF_8)));

        assertThat(problem(wrong)).isEqualTo("content-digest-differs");
        assertThat(service.send("GET", "/v1/files/a").statusCode()).isEqualTo(404);
        assertThat(service.put("/v1/files/a", GENESIS, "Content-Digest", "md5=:AAAA:, " + digest(GENESIS))
                        .statusCode())
                .isEqualTo(201);
        for (String broken : new String[] {"sha-256", "sha-256=AAAA", "sha-256=:AAAA:", "sha-256=:====:", "=:AA:"}) {
            assertThat(problem(service.put("/v1/files/b", GENESIS, "Content-Digest", broken)))
                    .as(broken)
                    .isEqualTo("bad-content-digest");
        }
    }

    @Test
    void ifNoneMatchStarCreatesOnce() {
        assertThat(service.put("/v1/files/a", "one", "If-None-Match", "*").statusCode())
                .isEqualTo(201);
        assertThat(problem(service.put("/v1/files/a", "two", "If-None-Match", "*")))
                .isEqualTo("precondition-failed");
        assertThat(Service.text(service.send("GET", "/v1/files/a"))).isEqualTo("one");
    }

    @Test
    void ofManyWhoCreateOnceOneDoes() throws Exception {
        List<Integer> answers = atOnce(
                50,
                i -> () -> service.put("/v1/files/a", "by " + i, "If-None-Match", "*")
                        .statusCode());

        assertThat(answers).containsOnly(201, 412).containsOnlyOnce(201);
    }

    @Test
    void ifMatchReplacesWhatWasReadAndNothingElse() {
        String tag = header(service.put("/v1/files/a", "one"), "ETag");

        HttpResponse<byte[]> replaced = service.put("/v1/files/a", "two", "If-Match", tag);

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(problem(service.put("/v1/files/a", "three", "If-Match", tag)))
                .isEqualTo("precondition-failed");
        assertThat(problem(service.put("/v1/files/b", "one", "If-Match", "*"))).isEqualTo("precondition-failed");
        assertThat(problem(service.send("DELETE", "/v1/files/a", "If-Match", tag)))
                .isEqualTo("precondition-failed");
        assertThat(Service.text(service.send("GET", "/v1/files/a"))).isEqualTo("two");
    }

    @Test
    void whoHasItIsTold() {
        String tag = header(service.put("/v1/files/a", "one"), "ETag");

        HttpResponse<byte[]> known = service.send("GET", "/v1/files/a", "If-None-Match", tag);

        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(service.send("GET", "/v1/files/a", "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void partsOfAFileAreGot() {
        service.put("/v1/files/a", "0123456789");

        for (String[] range : new String[][] {
            {"bytes=0-0", "0", "bytes 0-0/10"},
            {"bytes=2-4", "234", "bytes 2-4/10"},
            {"bytes=7-", "789", "bytes 7-9/10"},
            {"bytes=-3", "789", "bytes 7-9/10"},
            {"bytes=-99", "0123456789", "bytes 0-9/10"},
            {"bytes=8-99", "89", "bytes 8-9/10"},
        }) {
            HttpResponse<byte[]> part = service.send("GET", "/v1/files/a", "Range", range[0]);
            assertThat(part.statusCode()).as(range[0]).isEqualTo(206);
            assertThat(Service.text(part)).isEqualTo(range[1]);
            assertThat(header(part, "Content-Range")).isEqualTo(range[2]);
        }
        for (String whole : new String[] {"bytes=4-2", "lines=1-2", "bytes=0-1,3-4", "bytes=-", "bytes=a-b"}) {
            assertThat(service.send("GET", "/v1/files/a", "Range", whole).statusCode())
                    .as(whole)
                    .isEqualTo(200);
        }
        HttpResponse<byte[]> beyond = service.send("GET", "/v1/files/a", "Range", "bytes=10-");
        assertThat(problem(beyond)).isEqualTo("no-such-range");
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */10");
        assertThat(problem(service.send("GET", "/v1/files/a", "Range", "bytes=-0")))
                .isEqualTo("no-such-range");
        assertThat(service.send("GET", "/v1/files/a", "Range", "bytes=0-0", "If-Range", "\"old\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void filesAreListedByPrefixInTheirOrder() {
        for (String name : new String[] {"hub/nodes/val2/key", "hub/nodes/val1/key", "hub/genesis.json", "zone/a"}) {
            service.put("/v1/files/" + name, name);
        }

        assertThat(list("")).containsExactly("hub/genesis.json", "hub/nodes/val1/key", "hub/nodes/val2/key", "zone/a");
        assertThat(list("hub/nodes/")).containsExactly("hub/nodes/val1/key", "hub/nodes/val2/key");
        assertThat(list("nothing")).isEmpty();
    }

    @Test
    void aDeletedFileIsGoneAndSoIsItsContent() throws IOException {
        service.put("/v1/files/a", "same");
        service.put("/v1/files/b", "same");
        assertThat(contents()).hasSize(1);

        assertThat(service.send("DELETE", "/v1/files/a").statusCode()).isEqualTo(204);
        assertThat(problem(service.send("DELETE", "/v1/files/a"))).isEqualTo("no-such-file");
        assertThat(Service.text(service.send("GET", "/v1/files/b"))).isEqualTo("same");
        service.put("/v1/files/b", "other");

        assertThat(contents()).containsExactly(hexOf("other"));
    }

    @Test
    void filesAreThereAfterARestart() {
        service.put("/v1/files/hub/genesis.json", GENESIS);
        service.put("/v1/files/b", "two");
        service.send("DELETE", "/v1/files/b");

        service.restart();

        assertThat(service.send("GET", "/v1/files/hub/genesis.json").body()).isEqualTo(GENESIS);
        assertThat(list("")).containsExactly("hub/genesis.json");
    }

    @Test
    void twoHundredUploadsAndDownloadsAtOnceKeepTheirBytes() throws Exception {
        List<String> tags = atOnce(200, i -> () -> {
            byte[] content = new byte[20_000 + i];
            new Random(i).nextBytes(content);
            HttpResponse<byte[]> put = service.put("/v1/files/many/" + i, content, "Content-Digest", digest(content));
            HttpResponse<byte[]> got = service.send("GET", "/v1/files/many/" + i);
            assertThat(put.statusCode()).isEqualTo(201);
            assertThat(got.body()).isEqualTo(content);
            return header(got, "ETag");
        });

        assertThat(tags).doesNotHaveDuplicates().hasSize(200);
        assertThat(list("many/")).hasSize(200);
        assertThat(uploads()).isEmpty();
    }

    @Test
    void aReaderNeverSeesHalfAFileWhileItIsReplaced() throws Exception {
        byte[] a = new byte[1 << 20];
        byte[] b = new byte[1 << 20];
        java.util.Arrays.fill(b, (byte) 1);
        service.put("/v1/files/a", a);

        List<Boolean> whole = atOnce(40, i -> () -> {
            if (i % 4 == 0) {
                return service.put("/v1/files/a", i % 8 == 0 ? a : b).statusCode() == 200;
            }
            byte[] got = service.send("GET", "/v1/files/a").body();
            return java.util.Arrays.equals(got, a) || java.util.Arrays.equals(got, b);
        });

        assertThat(whole).containsOnly(true);
        assertThat(contents()).hasSize(1);
    }

    @Test
    void anUploadThatIsBrokenOffLeavesNothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = service.socket()) {
                socket.getOutputStream()
                        .write(("PUT /v1/files/half HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + service.token()
                                        + "\r\nContent-Length: 1000000\r\n\r\nonly this")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }

        assertThat(service.send("GET", "/v1/files/half").statusCode()).isEqualTo(404);
        service.restart(); // ends what is under way
        assertThat(uploads()).isEmpty();
        assertThat(contents()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedAndLeavesNothing() throws IOException {
        service.close();
        service = Service.in(
                folder, Limits.USUAL.withFileBytes(1_000).withFiles(3).withStoreBytes(2_000));

        assertThat(problem(service.put("/v1/files/large", new byte[1_001]))).isEqualTo("file-too-large");
        assertThat(service.put("/v1/files/a", new byte[1_000]).statusCode()).isEqualTo(201);
        assertThat(service.put("/v1/files/b", new byte[900]).statusCode()).isEqualTo(201);
        assertThat(problem(service.put("/v1/files/c", new byte[101]))).isEqualTo("store-full");
        assertThat(service.put("/v1/files/c", new byte[10]).statusCode()).isEqualTo(201);
        assertThat(problem(service.put("/v1/files/d", new byte[1]))).isEqualTo("store-full");
        assertThat(service.send("DELETE", "/v1/files/a").statusCode()).isEqualTo(204);
        assertThat(service.put("/v1/files/d", new byte[1_000]).statusCode()).isEqualTo(201);
        assertThat(uploads()).isEmpty();
    }

    /** RFC 9110, section 10.1.1: whoever asks before a body is sent does not send one that is refused anyway. */
    @Test
    void whatIsRefusedAnywayIsNotAskedFor() throws IOException {
        service.close();
        service = Service.in(
                folder, Limits.USUAL.withFileBytes(1_000).withFiles(2).withStoreBytes(1_500));
        service.put("/v1/files/a", new byte[1_000]);

        assertThat(announced("a", 10, "If-None-Match: *\r\n")).startsWith("HTTP/1.1 412");
        assertThat(announced("a", 1_001, "")).startsWith("HTTP/1.1 413");
        assertThat(announced("b", 501, "")).startsWith("HTTP/1.1 507");
        service.put("/v1/files/b", new byte[10]);
        assertThat(announced("c", 10, "")).startsWith("HTTP/1.1 507");
    }

    private String announced(String name, int bytes, String header) throws IOException {
        return service.raw("PUT /v1/files/" + name + " HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\n" + header
                + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + bytes + "\r\n\r\n");
    }

    @Test
    void contentThatWasSwappedForALinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "not for you");
        service.put("/v1/files/a", "mine");
        Path content = service.store.resolve("files/contents").resolve(hexOf("mine"));
        Files.delete(content);
        Files.createSymbolicLink(content, secret);

        HttpResponse<byte[]> answer = service.send("GET", "/v1/files/a");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Service.text(answer)).doesNotContain("not for you");
    }

    static <T> List<T> atOnce(int count, java.util.function.IntFunction<Callable<T>> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = IntStream.range(0, count)
                    .mapToObj(task)
                    .map(threads::submit)
                    .toList();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> one : all) {
                results.add(one.get());
            }
            return results;
        }
    }

    private List<String> list(String prefix) {
        return Service.json(service.send("GET", "/v1/files?prefix=" + prefix))
                .required("files")
                .valueStream()
                .map(file -> file.required("path").asString())
                .toList();
    }

    private List<String> contents() throws IOException {
        return names("files/contents");
    }

    private List<String> uploads() throws IOException {
        return names("files/uploads");
    }

    private List<String> names(String part) throws IOException {
        try (Stream<Path> all = Files.list(service.store.resolve(part))) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("no " + name);
    }

    static String digest(byte[] content) throws Exception {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":";
    }

    private static String hexOf(String content) {
        return hex(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] content) {
        return HexFormat.of().formatHex(sha256(content));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
