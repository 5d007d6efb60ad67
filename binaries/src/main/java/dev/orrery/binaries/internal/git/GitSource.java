package dev.orrery.binaries.internal.git;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.internal.programs.ExecutableFile;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.HashMemory;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs that a command of their own repository builds: once for each commit. */
public final class GitSource {
    private static final Logger LOG = LoggerFactory.getLogger(GitSource.class);
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final int DEPTH = 6;

    private final CacheLayout cache;
    private final BinaryStore store;
    private final HashMemory hashes;
    private final Machine machine;
    private final Function<String, Tool> findGit;

    public GitSource(
            CacheLayout cache, BinaryStore store, HashMemory hashes, Machine machine, Function<String, Tool> findGit) {
        this.cache = cache;
        this.store = store;
        this.hashes = hashes;
        this.machine = machine;
        this.findGit = findGit;
    }

    public Binary get(BinarySpec.Git spec, Steps steps) throws IOException {
        String commit = COMMIT.matcher(spec.ref()).matches() ? spec.ref() : meantNow(spec, steps);
        String key = Hashes.of(
                String.join("\n", "git", spec.repository(), commit, spec.build(), spec.file(), machine.toString()));
        return Workshop.had(cache, store, key, steps, workshop -> {
            GitCheckout git = new GitCheckout(findGit.apply(steps.source()), steps);
            Path checkout = workshop.folder().resolve("source");
            git.checkOut(spec.repository(), commit, spec.ref(), checkout);
            String name = lastName(spec.file());
            build(spec, checkout, cache.log(name + "-" + key.substring(0, 8)), git.tool(), steps);
            Path program = program(spec, checkout, steps);
            ExecutableFile.check(program, steps.source(), machine);
            return store.put(key, program, hashes.sha256(program), name, steps.source());
        });
    }

    /** The commit that a tag or a branch is now; if that can't be told, the one that it was the last time. */
    private String meantNow(BinarySpec.Git spec, Steps steps) throws IOException {
        Path last = cache.resolution(Hashes.of(String.join("\n", "git", spec.repository(), spec.ref())));
        steps.step("asking for " + spec.ref());
        try {
            String commit =
                    new GitCheckout(findGit.apply(steps.source()), steps).commitOf(spec.repository(), spec.ref());
            CacheLayout.makeParent(last);
            AtomicFiles.write(last, commit);
            return commit;
        } catch (UnreachableException e) {
            LOG.debug("{} cannot be resolved now", spec.describe(), e);
            if (!Files.exists(last)) {
                throw e.asBinaryException();
            }
            String commit = Files.readString(last);
            steps.step("offline: taking " + commit.substring(0, 12) + ", which " + spec.ref() + " was the last time");
            return commit;
        }
    }

    private static void build(BinarySpec.Git spec, Path checkout, Path log, Tool git, Steps steps) throws IOException {
        CacheLayout.makeParent(log);
        List<String> words = List.of("/bin/sh", "-c", spec.build());
        String doing = "building with " + spec.build();
        steps.step("building");
        Command.Result result;
        try (PrintWriter written = new PrintWriter(new FileWriter(log.toFile(), StandardCharsets.UTF_8))) {
            written.println(spec.build());
            result = new Command(doing, steps.source(), words, checkout, git.environment())
                    .run(Deadline.after(PATIENCE), written::println);
        }
        if (!result.succeeded()) {
            throw new BinaryException(Failure.doing(doing)
                    .where(steps.source())
                    .expected("the command to succeed")
                    .seen("it ended with status " + result.status())
                    .log(log, result.tail())
                    .hint("try it in a checkout of your own; it runs in the root of the repository")
                    .build());
        }
    }

    private static Path program(BinarySpec.Git spec, Path checkout, Steps steps) throws IOException {
        Path program = checkout.resolve(spec.file().replaceFirst("^/+", "")).normalize();
        if (Files.isRegularFile(program) && program.toRealPath().startsWith(checkout.toRealPath())) {
            return program.toRealPath();
        }
        List<String> made = executables(checkout);
        throw new BinaryException(Failure.doing("looking for what was built")
                .where(steps.source())
                .expected("the program at " + spec.file())
                .seen(made.isEmpty() ? "no program at all" : "programs at " + String.join(", ", made))
                .hint("correct `file:`"
                        + NearMiss.of(spec.file(), made)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(", which is where `build:` leaves the program"))
                .build());
    }

    private static List<String> executables(Path checkout) throws IOException {
        try (Stream<Path> files = Files.walk(checkout, DEPTH)) {
            return files.filter(file -> !file.startsWith(checkout.resolve(".git")))
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .map(file -> checkout.relativize(file).toString())
                    .filter(file -> !file.endsWith(".sh"))
                    .sorted()
                    .limit(20)
                    .toList();
        }
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
