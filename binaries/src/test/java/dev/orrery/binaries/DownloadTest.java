package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.HostException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.spec.BinarySpec;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are published as files, on a web server. */
@Timeout(60)
class DownloadTest {
    private static final String PROGRAM = "#!/bin/sh\necho hello\n";
    /** Programs are far larger than what one packet carries. */
    private static final byte[] LARGE = large();

    @TempDir
    Path folder;

    private final List<String> steps = new ArrayList<>();
    private FileServer server;
    private OrreryCache cache;

    @BeforeEach
    void aServer() throws IOException {
        server = new FileServer();
        cache = OrreryCache.at(folder.resolve("cache"));
    }

    @AfterEach
    void noServer() {
        server.close();
    }

    @Test
    void aPlainFileIsTheProgram() throws IOException {
        server.file("/v1/chaind-v1-linux", PROGRAM.getBytes());

        Binary binary = get(spec("/v1/chaind-v1-linux", sha256(PROGRAM.getBytes())));

        assertThat(binary.executable())
                .hasFileName("chaind-v1-linux")
                .hasContent(PROGRAM)
                .isExecutable();
        assertThat(binary.source()).isEqualTo("url: " + server.url("/v1/chaind-v1-linux"));
    }

    @Test
    void itIsDownloadedOnceAndThenHadWithoutTheServer() throws IOException {
        server.file("/chaind", PROGRAM.getBytes());
        Binary first = get(spec("/chaind", sha256(PROGRAM.getBytes())));
        server.close();

        assertThat(get(spec("/chaind", sha256(PROGRAM.getBytes())))).isEqualTo(first);
        assertThat(cache.root().resolve("downloads")).isEmptyDirectory();
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void theNamesInTheUrlAreFilledIn() throws IOException {
        Machine here = Machine.current();
        String path = "/v1.2/chaind-1.2-" + here.os() + "-" + here.arch() + "-" + here.processor();
        server.file(path, PROGRAM.getBytes());
        String url = server.url("/{version}/chaind-{number}-{os}-{arch}-{machine}");

        Binary binary = get(new BinarySpec.Download(
                url,
                Map.of(here.os() + "/" + here.arch(), sha256(PROGRAM.getBytes()), "plan9/386", sha256(new byte[1])),
                Optional.of("v1.2"),
                Optional.of("chaind")));

        assertThat(binary.executable()).hasFileName("chaind");
        assertThat(server.requests()).containsExactly(path);
    }

    @Test
    void aMachineWithoutAChecksumIsTold() {
        assertThatThrownBy(() -> get(new BinarySpec.Download(
                        server.url("/chaind"),
                        Map.of("plan9/386", sha256(new byte[1])),
                        Optional.empty(),
                        Optional.empty())))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("this machine, " + Machine.current().os())
                .hasMessageContaining("plan9/386");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatWasCutOffGoesOnWhereItWas() throws IOException {
        server.file("/chaind", LARGE).cut("/chaind", 300_000);

        Binary binary = get(spec("/chaind", sha256(LARGE)));

        assertThat(binary.executable()).hasBinaryContent(LARGE);
        assertThat(server.requests()).hasSizeGreaterThan(3).first().isEqualTo("/chaind");
        assertThat(server.requests().get(1)).matches("/chaind bytes=[1-9][0-9]*-");
    }

    @Test
    void whatAnEarlierRunGotIsKept() throws IOException {
        CacheLayout.makeParent(new CacheLayout(cache).download(sha256(LARGE)));
        Files.write(new CacheLayout(cache).download(sha256(LARGE)), java.util.Arrays.copyOf(LARGE, 400_000));
        server.file("/chaind", LARGE);

        assertThat(get(spec("/chaind", sha256(LARGE))).executable()).hasBinaryContent(LARGE);
        assertThat(server.requests()).containsExactly("/chaind bytes=400000-");
        assertThat(steps).contains("going on with the download");
    }

    @Test
    void aWholeDownloadIsNotDoneAgain() throws IOException {
        CacheLayout.makeParent(new CacheLayout(cache).download(sha256(LARGE)));
        Files.write(new CacheLayout(cache).download(sha256(LARGE)), LARGE);
        server.file("/chaind", LARGE);

        assertThat(get(spec("/chaind", sha256(LARGE))).executable()).hasBinaryContent(LARGE);
        assertThat(server.requests()).containsExactly("/chaind bytes=" + LARGE.length + "-");
    }

    @Test
    void whatWasContinuedFromAnotherFileIsDownloadedAnew() throws IOException {
        CacheLayout.makeParent(new CacheLayout(cache).download(sha256(LARGE)));
        Files.write(new CacheLayout(cache).download(sha256(LARGE)), new byte[400_000]);
        server.file("/chaind", LARGE);

        assertThat(get(spec("/chaind", sha256(LARGE))).executable()).hasBinaryContent(LARGE);
        assertThat(server.requests()).containsExactly("/chaind bytes=400000-", "/chaind");
    }

    @Test
    void aServerThatKnowsNoRangesBeginsAnew() throws IOException {
        CacheLayout.makeParent(new CacheLayout(cache).download(sha256(LARGE)));
        Files.write(new CacheLayout(cache).download(sha256(LARGE)), java.util.Arrays.copyOf(LARGE, 400_000));
        server.file("/chaind", LARGE).withoutRanges();

        assertThat(get(spec("/chaind", sha256(LARGE))).executable()).hasBinaryContent(LARGE);
    }

    @Test
    void aBusyServerIsAskedAgain() throws IOException {
        server.file("/chaind", PROGRAM.getBytes()).busy(2);

        assertThat(get(spec("/chaind", sha256(PROGRAM.getBytes()))).executable())
                .hasContent(PROGRAM);
    }

    @Test
    void aServerThatIsGoneInTheMiddleIsToldAndTheBytesAreKept() throws IOException {
        server.file("/chaind", LARGE).cut("/chaind", 300_000);
        CountDownLatch cut = new CountDownLatch(1);

        assertThatThrownBy(() -> new Binaries(cache, Machine.current(), Tools.ofThisMachine())
                        .get(spec("/chaind", sha256(LARGE)), (source, step, elapsed) -> {
                            if (step.startsWith("cut off") && cut.getCount() > 0) {
                                server.close();
                                cut.countDown();
                            }
                        }))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("bytes came so far");
        assertThat(new CacheLayout(cache).download(sha256(LARGE)))
                .isRegularFile()
                .satisfies(part -> assertThat(Files.size(part)).isGreaterThan(0).isLessThan(LARGE.length));
    }

    @Test
    void aWrongChecksumIsRefusedAndNothingIsKept() throws IOException {
        server.file("/chaind", PROGRAM.getBytes());
        String other = sha256("another".getBytes());

        assertThatThrownBy(() -> get(spec("/chaind", other)))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining(other)
                .hasMessageContaining(sha256(PROGRAM.getBytes()));
        assertThat(new CacheLayout(cache).download(other)).doesNotExist();
        assertThat(cache.root().resolve("binaries")).doesNotExist();
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        server.redirect("/latest", "/v2/chaind").redirect("/v2/chaind", server.url("/files/chaind"));
        server.file("/files/chaind", PROGRAM.getBytes());

        assertThat(get(spec("/latest", sha256(PROGRAM.getBytes()))).executable())
                .hasContent(PROGRAM);
    }

    @Test
    void aRedirectLoopIsTold() {
        server.redirect("/a", "/b").redirect("/b", "/a");

        assertThatThrownBy(() -> get(spec("/a", sha256(new byte[1]))))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("leads back to " + server.url("/a"));
        assertThat(server.requests()).containsExactly("/a", "/b");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> get(spec("/v9/chaind", sha256(new byte[1]))))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining(server.url("/v9/chaind"))
                .hasMessageContaining("answered 404");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        BinarySpec spec = new BinarySpec.Download(
                "http://127.0.0.1:" + port + "/chaind",
                Map.of("any", sha256(new byte[1])),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> get(spec))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("check the network");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNotTheServersFault() throws IOException {
        server.file("/chaind", LARGE);
        CacheLayout.makeParent(new CacheLayout(cache).download(sha256(LARGE)));
        Path part = Files.createSymbolicLink(new CacheLayout(cache).download(sha256(LARGE)), Path.of("/dev/full"));

        assertThatThrownBy(() -> get(spec("/chaind", sha256(LARGE))))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("No space left");
        Files.delete(part);
    }

    @Test
    void anInterruptEndsTheDownload() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            BinarySpec spec = new BinarySpec.Download(
                    "http://127.0.0.1:" + silent.getLocalPort() + "/chaind",
                    Map.of("any", sha256(new byte[1])),
                    Optional.empty(),
                    Optional.empty());
            Future<Boolean> ended = threads.submit(() -> {
                assertThatThrownBy(() -> get(spec)).isInstanceOf(CancelledException.class);
                return Thread.interrupted();
            });
            silent.accept();
            threads.shutdownNow();

            assertThat(ended.get()).as("the interrupt flag is kept").isTrue();
        }
    }

    @Test
    void twoThreadsDownloadOnce() throws Exception {
        server.file("/chaind", LARGE);
        Callable<Binary> download = () -> get(spec("/chaind", sha256(LARGE)));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Binary>> both = threads.invokeAll(List.of(download, download));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void twoProcessesDownloadOnce() throws Exception {
        server.file("/chaind", LARGE);
        Process one = otherProcess();
        Process two = otherProcess();

        assertThat(one.inputReader().readLine()).isEqualTo(two.inputReader().readLine());
        assertThat(List.of(one.waitFor(), two.waitFor())).containsOnly(0);
        assertThat(server.requests()).hasSize(1);
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Other.class.getName(),
                        cache.root().toString(),
                        server.url("/chaind"),
                        sha256(LARGE))
                .redirectError(new File("/dev/null"))
                .start();
    }

    /** Another process that wants the same. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            Binary binary = new Binaries(OrreryCache.at(Path.of(arguments[0])))
                    .get(
                            new BinarySpec.Download(
                                    arguments[1], Map.of("any", arguments[2]), Optional.empty(), Optional.empty()),
                            BuildProgress.SILENT);
            System.out.println(binary.executable());
        }
    }

    private BinarySpec.Download spec(String path, String sha256) {
        return new BinarySpec.Download(server.url(path), Map.of("any", sha256), Optional.empty(), Optional.empty());
    }

    private Binary get(BinarySpec spec) {
        return new Binaries(cache).get(spec, (source, step, elapsed) -> steps.add(step));
    }

    private static byte[] large() {
        byte[] content = new byte[1_500_000];
        new Random(5).nextBytes(content);
        System.arraycopy("#!/bin/sh\n".getBytes(), 0, content, 0, 10);
        return content;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
