package dev.orrery.binaries.internal.go;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.HashMemory;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Binaries of main packages in the user's own checkout. Go is asked every time, since only it knows what a change means;
 * it neither compiles nor links what is up to date. The user's own Go settings count, workspaces included.
 */
public final class GoFolderSource {
    private final CacheLayout cache;
    private final BinaryStore store;
    private final HashMemory hashes;
    private final Function<String, GoTool> findGo;

    public GoFolderSource(CacheLayout cache, BinaryStore store, HashMemory hashes, Function<String, GoTool> findGo) {
        this.cache = cache;
        this.store = store;
        this.hashes = hashes;
        this.findGo = findGo;
    }

    public Binary get(BinarySpec.GoFolder spec, Steps steps) throws IOException {
        Path folder = spec.folder().toAbsolutePath().normalize();
        check(folder, steps.source());
        GoTool go = findGo.apply(steps.source());
        String key = Hashes.of("folder\n" + folder.toRealPath());
        try (Workshop workshop = Workshop.open(cache, key, steps)) {
            Map<String, String> environment = new HashMap<>();
            if (spec.cgo()) {
                environment.put("CGO_ENABLED", "1");
                CCompiler.require(go, environment, folder, steps);
            } else if (!go.environment().containsKey("CGO_ENABLED")) {
                environment.put("CGO_ENABLED", "0");
            }
            GoBuild build = new GoBuild(
                    go,
                    environment,
                    folder,
                    ".",
                    workshop.folder().resolve("tmp"),
                    cache.log("folder-" + key.substring(0, 8)));
            String mainPackage = build.mainPackage(steps);
            String name = Versions.programName(mainPackage);
            // Always the same place, where go sees that the last result is still right and does not link again.
            Path output = AtomicFiles.folder(cache.folderOutput(key)).resolve(name);
            build.to(output, steps, mainPackage);
            String sha256 = hashes.sha256(output);
            Path place = cache.binary(sha256, name);
            if (Files.exists(place) && hashes.sha256(place).equals(sha256)) {
                return new Binary(place, sha256, steps.source());
            }
            Path copy = workshop.folder().resolve(name);
            Files.copy(output, copy);
            return store.put(key, copy, sha256, name, steps.source());
        }
    }

    private static void check(Path folder, String source) throws IOException {
        Failure.Builder failure = Failure.doing("looking for the Go package").where(source);
        if (!Files.isDirectory(folder)) {
            failure.expected("a folder at " + folder).seen(Files.exists(folder) ? "a file" : "nothing there");
            NearMiss.of(String.valueOf(folder.getFileName()), foldersIn(folder.getParent()))
                    .ifPresent(name -> failure.hint("did you mean " + folder.resolveSibling(name) + "?"));
            throw new BinaryException(failure.build());
        }
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.isRegularFile(above.resolve("go.mod"))) {
                return;
            }
        }
        throw new BinaryException(failure.expected("a go.mod in " + folder + " or above it")
                .seen("none")
                .hint("name a folder inside a Go module")
                .build());
    }

    private static List<String> foldersIn(@Nullable Path folder) throws IOException {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }
}
