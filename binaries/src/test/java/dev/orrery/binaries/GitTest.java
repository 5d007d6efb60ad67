package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.git.GitTool;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are built from a git repository, by the real git. */
@Timeout(60)
class GitTest {
    private static final String BUILD = "mkdir -p build && cp src build/chaind && chmod +x build/chaind";

    @TempDir
    Path folder;

    private final List<String> steps = new ArrayList<>();
    private Path repository;
    private OrreryCache cache;

    @BeforeEach
    void aRepository() throws IOException {
        repository = Files.createDirectories(folder.resolve("chain.git"));
        cache = OrreryCache.at(folder.resolve("cache"));
        git("init", "--quiet", "--initial-branch=main");
        commit("src", "#!/bin/sh\necho one\n");
        git("tag", "--annotate", "--message=first", "v1.0.0");
    }

    @Test
    void aTagIsBuiltOnce() throws IOException {
        Binary first = get("v1.0.0", BUILD + "; echo built >> " + folder.resolve("builds"));
        Binary again = get("v1.0.0", BUILD + "; echo built >> " + folder.resolve("builds"));

        assertThat(first.executable())
                .hasFileName("chaind")
                .hasContent("#!/bin/sh\necho one")
                .isExecutable();
        assertThat(again).isEqualTo(first);
        assertThat(folder.resolve("builds")).hasContent("built");
        assertThat(new CacheLayout(cache).work()).isEmptyDirectory();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Callable<Binary> build = () -> get("v1.0.0", BUILD + "; echo built >> " + folder.resolve("builds"));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Binary>> both = threads.invokeAll(List.of(build, build));

            assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
        }
        assertThat(folder.resolve("builds")).hasContent("built");
    }

    @Test
    void aBranchIsWhatItIsNow() throws IOException {
        Binary before = get("main", BUILD);
        commit("src", "#!/bin/sh\necho two\n");

        Binary after = get("main", BUILD);

        assertThat(before.executable()).hasContent("#!/bin/sh\necho one");
        assertThat(after.executable()).hasContent("#!/bin/sh\necho two");
    }

    @Test
    void aCommitNeedsNobodyOnceItIsBuilt() throws IOException {
        String commit = git("rev-parse", "HEAD");
        Binary first = get(commit, BUILD);
        AtomicFiles.deleteTree(repository);

        assertThat(get(commit, BUILD)).isEqualTo(first);
    }

    @Test
    void offlineATagIsWhatItWasTheLastTime() throws IOException {
        Binary first = get("v1.0.0", BUILD);
        Files.move(repository, folder.resolve("elsewhere"));

        assertThat(get("v1.0.0", BUILD)).isEqualTo(first);
        assertThat(steps)
                .anyMatch(step -> step.matches("offline: taking [0-9a-f]{12}, which v1.0.0 was the last time"));
    }

    @Test
    void theBuildSeesTheTagAndTheSubmodules() throws IOException {
        Path library = Files.createDirectories(folder.resolve("library"));
        in(library, "init", "--quiet");
        Files.writeString(library.resolve("text"), "from the submodule");
        in(library, "add", ".");
        in(library, "commit", "--quiet", "--message=library");
        git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.toString(), "lib");
        git("commit", "--quiet", "--message=submodule");
        git("tag", "v1.1.0");

        Binary binary = get(
                "v1.1.0",
                "(echo '#!/bin/sh'; git describe --tags; cat lib/text) > src && " + BUILD,
                Map.of(
                        "GIT_CONFIG_COUNT",
                        "1",
                        "GIT_CONFIG_KEY_0",
                        "protocol.file.allow",
                        "GIT_CONFIG_VALUE_0",
                        "always"));

        assertThat(binary.executable()).hasContent("#!/bin/sh\nv1.1.0\nfrom the submodule");
    }

    @Test
    void aTagThatIsNotThereIsToldWithTheNearestOne() {
        assertThatThrownBy(() -> get("v1.0.1", BUILD))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a tag or a branch v1.0.1")
                .hasMessageContaining("did you mean v1.0.0?");
    }

    @Test
    void aCommitThatIsNotThereIsTold() {
        assertThatThrownBy(() -> get("0123456789012345678901234567890123456789", BUILD))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("that commit on a branch or a tag");
    }

    @Test
    void aRepositoryThatIsNotThereIsToldInGitsWords() throws IOException {
        AtomicFiles.deleteTree(repository);

        assertThatThrownBy(() -> get("v1.0.0", BUILD))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("an answer from " + url())
                .hasMessageContaining("fatal:")
                .hasMessageContaining("git ls-remote " + url());
    }

    @Test
    void aBuildThatFailsShowsItsLastLines() {
        assertThatThrownBy(() -> get("v1.0.0", "echo compiling; echo 'no such header' >&2; exit 3"))
                .isInstanceOfSatisfying(BinaryException.class, e -> {
                    assertThat(e.failure().seen()).contains("it ended with status 3");
                    assertThat(e.failure().log()).containsExactlyInAnyOrder("compiling", "no such header");
                    assertThat(e.failure().logFile())
                            .hasValueSatisfying(log -> assertThat(log).exists());
                });
    }

    @Test
    void aProgramThatIsSomewhereElseIsTold() {
        assertThatThrownBy(() -> get("v1.0.0", "mkdir bin && cp src bin/chaind && chmod +x bin/chaind"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("the program at build/chaind")
                .hasMessageContaining("programs at bin/chaind")
                .hasMessageContaining("did you mean bin/chaind?");
    }

    @Test
    void aProgramOutsideOfTheCheckoutIsNotTaken() {
        assertThatThrownBy(() -> get("v1.0.0", "mkdir build && ln -s /bin/sh build/chaind"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("the program at build/chaind");
    }

    @Test
    void gitThatIsMissingIsToldWithTheOtherWay() {
        Binaries without = new Binaries(
                cache,
                Machine.current(),
                Tools.ofThisMachine()
                        .withGit(source -> GitTool.locate(source, Map.of("PATH", "/nowhere"), List.of(folder))));

        assertThatThrownBy(() -> without.get(spec("v1.0.0", BUILD), BuildProgress.SILENT))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a `git` command on PATH or in " + folder)
                .hasMessageContaining("`path:`");
    }

    private Binary get(String ref, String build) {
        return get(ref, build, Map.of());
    }

    private Binary get(String ref, String build, Map<String, String> more) {
        Tool git = GitTool.ofThisMachine("test");
        Map<String, String> environment = new HashMap<>(git.environment());
        environment.putAll(more);
        Tools tools = Tools.ofThisMachine().withGit(source -> new Tool(git.executable(), environment));
        return new Binaries(cache, Machine.current(), tools)
                .get(spec(ref, build), (source, step, elapsed) -> steps.add(step));
    }

    private BinarySpec spec(String ref, String build) {
        return new BinarySpec.Git(url(), ref, build, "build/chaind");
    }

    private String url() {
        return "file://" + repository;
    }

    private void commit(String file, String content) throws IOException {
        Files.writeString(repository.resolve(file), content);
        git("add", ".");
        git("commit", "--quiet", "--message=change");
    }

    private String git(String... arguments) {
        return in(repository, arguments);
    }

    private static String in(Path folder, String... arguments) {
        List<String> words = new ArrayList<>(List.of("-c", "user.name=A", "-c", "user.email=a@example.com"));
        words.addAll(List.of(arguments));
        Command.Result result = GitTool.ofThisMachine("test")
                .command("preparing", "test", folder, Map.of(), words)
                .run(Deadline.after(Duration.ofSeconds(30)));
        assertThat(result.succeeded()).as(result.errors()).isTrue();
        return String.join("\n", result.out());
    }
}
