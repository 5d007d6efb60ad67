package dev.orrery.binaries.internal.go;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import dev.orrery.binaries.internal.tools.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the module that holds a package, as {@code go install PACKAGE@VERSION} does: the one with the longest path among
 * those that have the package (Go modules reference, "Resolving a package to a module").
 */
public final class GoModules {
    private static final Logger LOG = LoggerFactory.getLogger(GoModules.class);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration HINT_PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> HOSTS_WITH_OWNERS = Set.of("github.com", "gitlab.com", "bitbucket.org");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final GoTool go;
    private final Machine machine;
    private final Steps steps;
    private final Path folder;

    /**
     * A module that was found and downloaded.
     *
     * @param path its path
     * @param version its exact version
     * @param folder its unpacked source, read-only
     * @param relativePackage the package within it, empty for the module's own
     */
    record Module(String path, String version, Path folder, String relativePackage) {}

    private record Answer(@Nullable Module module, String words) {}

    /** What asking for every possible module path gave; errors by path, longest first. */
    private record Search(@Nullable Module found, @Nullable Module withoutPackage, Map<String, String> errors) {}

    /** Works in a folder of its own, so that no module around it has a say. */
    GoModules(GoTool go, Machine machine, Steps steps, Path workFolder) throws IOException {
        this.go = go;
        this.machine = machine;
        this.steps = steps;
        this.folder = Files.createDirectories(workFolder.resolve("resolve"));
        Files.writeString(folder.resolve("go.mod"), "module resolve\n");
    }

    /**
     * Downloads the module unless it is in Go's module cache.
     *
     * @throws UnreachableException if that could not be found out now
     * @throws BinaryException if there is no such module, version or package
     */
    Module resolve(String packagePath, String version) throws IOException, UnreachableException {
        if (Versions.isExact(version)) {
            Search cached = search(packagePath, version, true);
            if (cached.found() != null) {
                return cached.found();
            }
        }
        Search search = search(packagePath, version, false);
        if (search.found() != null) {
            return search.found();
        }
        if (search.withoutPackage() != null) {
            throw noSuchPackage(packagePath, search.withoutPackage());
        }
        throw noSuchVersion(packagePath, version, search.errors());
    }

    private Search search(String packagePath, String version, boolean cacheOnly)
            throws IOException, UnreachableException {
        Module withoutPackage = null;
        Map<String, String> errors = new LinkedHashMap<>();
        String unreachable = null;
        for (String path : candidates(packagePath)) {
            if (!cacheOnly) {
                steps.step("asking for module " + path + "@" + version);
            }
            Answer answer = download(path, version, packagePath, cacheOnly);
            Module module = answer.module();
            if (module != null) {
                // A nested module's files are not in the outer module's folder, so this decides between the two.
                if (hasGoFiles(module.folder().resolve(module.relativePackage()))) {
                    return new Search(module, null, errors);
                }
                withoutPackage = withoutPackage == null ? module : withoutPackage;
            } else if (!cacheOnly) {
                switch (GoProblem.of(answer.words())) {
                    case NOT_FOUND -> errors.put(path, answer.words());
                    case REPOSITORY_UNREACHABLE -> unreachable = unreachable == null ? answer.words() : unreachable;
                    case OFFLINE -> throw unreachable(packagePath, version, answer.words());
                    case GO_TOO_OLD, NO_SPACE, OTHER ->
                        throw GoFailures.of("downloading " + path + "@" + version, steps.source(), answer.words());
                }
            }
        }
        if (withoutPackage == null && errors.isEmpty() && unreachable != null) {
            throw unreachable(packagePath, version, unreachable);
        }
        return new Search(null, withoutPackage, errors);
    }

    /** {@code go mod download -json}: {@code Error}, or {@code Version} and {@code Dir} (go help mod download). */
    private Answer download(String path, String version, String packagePath, boolean cacheOnly) {
        Map<String, String> environment = new HashMap<>(go.aloneFor(machine, "mod"));
        if (cacheOnly) {
            environment.put("GOPROXY", "off");
        }
        Command.Result result = go.command(
                        "downloading the module " + path + "@" + version,
                        steps.source(),
                        folder,
                        environment,
                        List.of("mod", "download", "-json", path + "@" + version))
                .run(Deadline.after(PATIENCE));
        try {
            JsonNode json = JSON.readTree(String.join("\n", result.out()));
            String error = json.path("Error").asString("");
            String unpacked = json.path("Dir").asString("");
            if (error.isEmpty() && !unpacked.isEmpty()) {
                String relative = packagePath.equals(path) ? "" : packagePath.substring(path.length() + 1);
                return new Answer(
                        new Module(path, json.path("Version").asString(version), Path.of(unpacked), relative), "");
            }
            return new Answer(null, error.isEmpty() ? result.errors() : error);
        } catch (JacksonException e) {
            return new Answer(null, String.join("\n", result.tail()));
        }
    }

    /** Every prefix of the import path that can be a module's path, longest first. */
    static List<String> candidates(String packagePath) {
        List<String> candidates = new ArrayList<>();
        int least = HOSTS_WITH_OWNERS.contains(packagePath.split("/", 2)[0]) ? 3 : 1;
        String path = packagePath;
        while (path.split("/", -1).length > least) {
            candidates.add(path);
            path = path.substring(0, path.lastIndexOf('/'));
        }
        candidates.add(path);
        return candidates;
    }

    private static boolean hasGoFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".go"));
        }
    }

    private UnreachableException unreachable(String packagePath, String version, String words) {
        return new UnreachableException(Failure.doing("downloading " + packagePath + "@" + version)
                .where(steps.source())
                .expected("an answer from the Go module proxy")
                .seen(GoProblem.oneLine(words))
                .hint("check the network and `go env GOPROXY`, or give a ready binary with `path:`")
                .build());
    }

    private BinaryException noSuchVersion(String packagePath, String version, Map<String, String> errors) {
        String words = errors.values().stream().findFirst().orElse("no module has this path");
        String hint = "check the path and the version: `go list -m -versions MODULE` lists those that there are";
        for (String path : candidates(packagePath)) {
            List<String> versions = versions(path);
            if (!versions.isEmpty()) {
                words = errors.getOrDefault(path, words);
                hint = NearMiss.of(version, versions)
                                .map(name -> "did you mean " + name + "? ")
                                .orElse("")
                        + "newest versions of " + path + ": "
                        + String.join(", ", versions.subList(Math.max(0, versions.size() - 6), versions.size()));
                break;
            }
        }
        return new BinaryException(Failure.doing("downloading " + packagePath + "@" + version)
                .where(steps.source())
                .expected("a module that holds " + packagePath + ", with version " + version)
                .seen(GoProblem.oneLine(words))
                .hint(hint)
                .build());
    }

    /** For a hint only: nothing where it can't be told soon. */
    private List<String> versions(String path) {
        try {
            Command.Result result = go.command(
                            "listing the versions of " + path,
                            steps.source(),
                            folder,
                            go.aloneFor(machine, "mod"),
                            List.of("list", "-m", "-versions", path))
                    .run(Deadline.after(HINT_PATIENCE));
            List<String> words = result.out().isEmpty()
                    ? List.of()
                    : List.of(result.out().getFirst().trim().split("\\s+"));
            return result.succeeded() && words.size() > 1 ? words.subList(1, words.size()) : List.of();
        } catch (DeadlineExceededException e) {
            LOG.debug("cannot list the versions of {}", path, e);
            return List.of();
        }
    }

    private BinaryException noSuchPackage(String packagePath, Module module) throws IOException {
        List<String> mains = mainPackages(module);
        Failure.Builder failure = Failure.doing("looking for the package " + packagePath)
                .where(steps.source())
                .expected("a main package at that path")
                .seen("module " + module.path() + "@" + module.version() + " has no package there");
        if (!mains.isEmpty()) {
            String meant = NearMiss.of(packagePath, mains)
                    .map(name -> "did you mean " + name + "? ")
                    .orElse("");
            failure.hint(meant + "its programs: "
                    + String.join(", ", mains.stream().limit(8).toList()));
        }
        return new BinaryException(failure.build());
    }

    private static List<String> mainPackages(Module module) throws IOException {
        try (Stream<Path> files = Files.walk(module.folder())) {
            return files.filter(file -> file.endsWith("main.go"))
                    .map(file -> module.folder().relativize(file.getParent()).toString())
                    .map(relative -> relative.isEmpty() ? module.path() : module.path() + "/" + relative)
                    .sorted()
                    .toList();
        }
    }
}
