package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import land.oras.auth.AuthStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are taken out of images, which a real registry serves. */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class ImageTest {
    private static final String PROGRAM = "#!/bin/sh\necho hello\n";
    private static final Machine HERE = Machine.current();

    @TempDir
    private static Path shared;

    private static ImageServer server;

    @TempDir
    Path folder;

    private final List<String> steps = new ArrayList<>();
    private OrreryCache cache;

    @BeforeAll
    static void aRegistry() throws Exception {
        server = ImageServer.start(shared, false);
    }

    @AfterAll
    static void noRegistry() {
        server.close();
    }

    @BeforeEach
    void aCache() {
        cache = OrreryCache.at(folder.resolve("cache"));
    }

    @Test
    void whatTheImageStartsIsTakenOut() throws Exception {
        server.push("plain", "v1", HERE, List.of("/bin/sh", "-c", "chaind"), layer("usr/bin/chaind", PROGRAM));

        Binary binary = get("plain:v1", "");

        assertThat(binary.executable())
                .hasFileName("chaind")
                .hasContent(PROGRAM)
                .isExecutable();
        assertThat(binary.source()).isEqualTo("image: " + server.reference("plain:v1"));
        assertThat(cache.root().resolve("downloads")).isEmptyDirectory();
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void upperLayersHideLowerOnes() throws Exception {
        byte[] lower = layer("bin/chaind", "old", "bin/gone", PROGRAM, "opt/a/b", PROGRAM, "opt/c", "->/bin/gone");
        byte[] upper = Archives.tar(ordered("./bin/chaind", PROGRAM, "bin/.wh.gone", "", "opt/a/.wh..wh..opq", ""));
        server.push("layers", "v1", HERE, List.of("chaind"), lower, upper);

        assertThat(get("layers:v1", "").executable()).hasContent(PROGRAM);
        assertThatThrownBy(() -> get("layers:v1", "gone")).hasMessageContaining("a program gone");
        assertThatThrownBy(() -> get("layers:v1", "/opt/a/b")).hasMessageContaining("a program /opt/a/b");
        assertThatThrownBy(() -> get("layers:v1", "/opt/c")).hasMessageContaining("a program /opt/c");
    }

    @Test
    void linksAreFollowedWithinTheImage() throws Exception {
        server.push(
                "links",
                "v1",
                HERE,
                List.of("/bin/chaind"),
                layer(
                        "usr/bin/chaind-1.0",
                        PROGRAM,
                        "usr/bin/chaind",
                        "->../../usr/bin/chaind-1.0",
                        "bin",
                        "->usr/bin"));

        assertThat(get("links:v1", "").executable()).hasFileName("chaind").hasContent(PROGRAM);
        assertThat(get("links:v1", "/bin/chaind").executable()).hasContent(PROGRAM);
    }

    @Test
    void aProgramComesWithTheLibrariesThatItIsLinkedAgainst() throws Exception {
        server.push("linked", "v1", HERE, List.of("expr"), Archives.tarGz(withLibraries("/usr/bin/expr")));

        Binary binary = get("linked:v1", "");

        assertThat(binary.executable()).hasFileName("expr");
        assertThat(binary.isScript()).as("its content stands for all of it").isFalse();
        assertThat(binary.executable().resolveSibling("parts").toFile().list()).contains("expr", "libc.so.6");
        Command.Result result = new Command(
                        "running",
                        "test",
                        List.of(binary.executable().toString(), "40", "+", "2"),
                        folder,
                        Map.of("PATH", "/usr/bin:/bin"))
                .run(Deadline.after(Duration.ofSeconds(10)));
        assertThat(result.out()).as(result.errors()).containsExactly("42");
        assertThat(get("linked:v1", "")).isEqualTo(binary);
    }

    @Test
    void aLibraryThatWasChangedMeansThatItIsTakenOutAnew() throws Exception {
        server.push("linked", "v2", HERE, List.of("expr"), Archives.tarGz(withLibraries("/usr/bin/expr")));
        Binary binary = get("linked:v2", "");
        Path library = binary.executable().resolveSibling("parts").resolve("libc.so.6");
        long size = Files.size(library);
        Files.writeString(library, "damaged");

        assertThat(get("linked:v2", "")).isEqualTo(binary);
        assertThat(library).hasSize(size);
    }

    @Test
    void aLibraryThatTheImageLacksIsTold() throws Exception {
        Map<String, Object> files = withLibraries("/usr/bin/expr");
        files.keySet().removeIf(path -> path.endsWith("libc.so.6"));
        server.push("broken", "v1", HERE, List.of("expr"), Archives.tarGz(files));

        assertThatThrownBy(() -> get("broken:v1", ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("libc.so.6, which expr is linked against");
    }

    @Test
    void ofAnIndexTheImageForThisMachineIsTaken() throws Exception {
        Machine other = new Machine("linux", HERE.arch().equals("arm64") ? "amd64" : "arm64");
        String here = server.push("many", "here", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM));
        String there = server.push("many", "there", other, List.of("chaind"), layer("bin/chaind", "#!other"));
        server.index("many", "v1", Map.of("linux/" + HERE.arch(), here, "linux/" + other.arch(), there));
        server.index("many", "v2", Map.of("linux/" + other.arch(), there, "unknown/unknown", here));

        assertThat(get("many:v1", "").executable()).hasContent(PROGRAM);
        assertThatThrownBy(() -> get("many:v2", ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("an image for linux/" + HERE.arch())
                .hasMessageContaining("images for linux/" + other.arch());
    }

    @Test
    void aProgramForAnotherMachineIsTold() throws Exception {
        server.push("foreign", "v1", HERE, List.of("chaind"), layer("bin/chaind", ExecutableTest.elf(0x16)));

        assertThatThrownBy(() -> get("foreign:v1", "")).hasMessageContaining("is for s390x");
    }

    @Test
    void anImageWithoutTheProgramIsToldWithTheNearestOne() throws Exception {
        server.push("other", "v1", HERE, List.of("/bin/sh"), layer("usr/bin/chaind", PROGRAM, "bin/sh", PROGRAM));

        assertThatThrownBy(() -> get("other:v1", "chainb"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("on its PATH: chaind, sh")
                .hasMessageContaining("did you mean chaind?");
        assertThatThrownBy(() -> get("other:v1", "")).hasMessageContaining("a program that the image starts");
    }

    @Test
    void aTagIsWhatItIsNowAndADigestWhatItWas() throws Exception {
        String first = server.push("moving", "latest", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM));
        Binary before = get("moving", "");
        server.push("moving", "latest", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM + "#2"));

        assertThat(get("moving", "").executable()).hasContent(PROGRAM + "#2");
        assertThat(get("moving@" + first, "").executable()).isEqualTo(before.executable());
    }

    @Test
    void ofTwoAtOnceOneTakesItOut() throws Exception {
        server.push("shared", "v1", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM));
        Queue<String> told = new ConcurrentLinkedQueue<>();
        Callable<Binary> get = () -> binaries(List.of())
                .get(
                        new BinarySpec.Image(server.reference("shared:v1"), Optional.empty()),
                        (source, step, elapsed) -> told.add(step));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Binary>> both = threads.invokeAll(List.of(get, get));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        }
        assertThat(told).filteredOn(step -> step.startsWith("downloading")).hasSize(1);
    }

    @Test
    void aTagThatIsNotThereIsTold() {
        assertThatThrownBy(() -> get("nothing:v9", ""))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("answered 404")
                .hasMessageContaining("correct the image's name or its tag");
    }

    @Test
    void aLoginIsAskedForAndUsed() throws Exception {
        try (ImageServer closed = ImageServer.start(folder, true)) {
            closed.push("private", "v1", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM));
            BinarySpec spec = new BinarySpec.Image(closed.reference("private:v1"), Optional.empty());
            Path logins = Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(closed.host(), ImageServer.LOGIN));

            assertThatThrownBy(() -> binaries(List.of()).get(spec, BuildProgress.SILENT))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("answered 401")
                    .hasMessageContaining("docker login " + closed.host());
            assertThat(binaries(List.of(logins)).get(spec, BuildProgress.SILENT).executable())
                    .hasContent(PROGRAM);
        }
    }

    @Test
    void itIsHadWithoutTheRegistryOnceItWasRead() throws Exception {
        BinarySpec spec;
        Binary first;
        try (ImageServer gone = ImageServer.start(folder, false)) {
            gone.push("kept", "v1", HERE, List.of("chaind"), layer("bin/chaind", PROGRAM));
            spec = new BinarySpec.Image(gone.reference("kept:v1"), Optional.empty());
            first = binaries(List.of()).get(spec, BuildProgress.SILENT);
        }

        assertThat(binaries(List.of()).get(spec, (source, step, elapsed) -> steps.add(step)))
                .isEqualTo(first);
        assertThat(steps).contains("offline: taking what the image was the last time");
        BinarySpec another = new BinarySpec.Image(((BinarySpec.Image) spec).reference() + "9", Optional.empty());
        assertThatThrownBy(() -> binaries(List.of()).get(another, BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("check the network, and the name of the registry");
    }

    private Binary get(String image, String file) {
        return binaries(List.of())
                .get(
                        new BinarySpec.Image(
                                server.reference(image), Optional.of(file).filter(name -> !name.isEmpty())),
                        (source, step, elapsed) -> steps.add(step));
    }

    private Binaries binaries(List<Path> logins) {
        return new Binaries(cache, HERE, Tools.ofThisMachine().withLogins(() -> AuthStore.newStore(logins)));
    }

    private static byte[] layer(Object... namesAndContents) throws IOException {
        return Archives.tarGz(ordered(namesAndContents));
    }

    private static Map<String, Object> ordered(Object... namesAndContents) {
        Map<String, Object> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i].toString(), namesAndContents[i + 1]);
        }
        return files;
    }

    /** A program of this machine, and what {@code ldd} says that it loads. */
    private static Map<String, Object> withLibraries(String program) throws IOException {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put(program.substring(1), Files.readAllBytes(Path.of(program)));
        Command.Result loaded = new Command(
                        "asking", "test", List.of("ldd", program), Path.of("/"), Map.of("PATH", "/usr/bin:/bin"))
                .run(Deadline.after(Duration.ofSeconds(10)));
        Matcher paths = Pattern.compile("(/\\S+) \\(").matcher(String.join("\n", loaded.out()));
        while (paths.find()) {
            files.put(paths.group(1).substring(1), Files.readAllBytes(Path.of(paths.group(1))));
        }
        return files;
    }
}
