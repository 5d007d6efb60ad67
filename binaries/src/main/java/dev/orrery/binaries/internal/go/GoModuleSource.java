package dev.orrery.binaries.internal.go;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.BinaryStore;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.HashMemory;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binaries of published modules, built inside the module so that its own replace directives count (which {@code go
 * install PACKAGE@VERSION} refuses).
 */
public final class GoModuleSource {
    private static final Logger LOG = LoggerFactory.getLogger(GoModuleSource.class);

    private final CacheLayout cache;
    private final BinaryStore store;
    private final HashMemory hashes;
    private final Machine machine;
    private final Function<String, GoTool> findGo;

    public GoModuleSource(
            CacheLayout cache, BinaryStore store, HashMemory hashes, Machine machine, Function<String, GoTool> findGo) {
        this.cache = cache;
        this.store = store;
        this.hashes = hashes;
        this.machine = machine;
        this.findGo = findGo;
    }

    public Binary get(BinarySpec.GoModule spec, Steps steps) throws IOException {
        String version = spec.version();
        return getExact(spec, Versions.isExact(version) ? version : meantNow(spec, steps), steps);
    }

    private Binary getExact(BinarySpec.GoModule spec, String version, Steps steps) throws IOException {
        String packagePath = spec.packagePath();
        String key = key(packagePath, version, spec.cgo());
        return Workshop.had(cache, store, key, steps, workshop -> {
            GoTool go = findGo.apply(steps.source());
            if (spec.cgo()) {
                CCompiler.require(go, go.aloneFor(machine, "mod", true), workshop.folder(), steps);
            }
            GoModules modules = new GoModules(go, machine, steps, workshop.folder());
            return build(spec, modules.resolve(packagePath, version), key, go, workshop, steps);
        });
    }

    /** The exact version that {@code latest}, a branch or a commit means now; if that can't be told, meant last. */
    private String meantNow(BinarySpec.GoModule spec, Steps steps) throws IOException {
        String key = key(spec.packagePath(), spec.version(), spec.cgo());
        Path last = cache.resolution(key);
        GoTool go = findGo.apply(steps.source());
        try (Workshop workshop = Workshop.open(cache, key, steps)) {
            GoModules modules = new GoModules(go, machine, steps, workshop.folder());
            String version = modules.resolve(spec.packagePath(), spec.version()).version();
            AtomicFiles.write(last, version);
            return version;
        } catch (UnreachableException e) {
            LOG.debug("{} cannot be resolved now", spec.describe(), e);
            if (!Files.exists(last)) {
                throw e.asBinaryException();
            }
            String version = Files.readString(last);
            steps.step("offline: taking " + version + ", which " + spec.version() + " was the last time");
            return version;
        }
    }

    private Binary build(
            BinarySpec.GoModule spec, GoModules.Module module, String key, GoTool go, Workshop workshop, Steps steps)
            throws IOException {
        steps.step("unpacking " + module.path() + "@" + module.version());
        Path source = workshop.folder().resolve("source");
        copyTree(module.folder(), source);
        String name = Versions.programName(spec.packagePath());
        GoBuild build = new GoBuild(
                go,
                go.aloneFor(machine, "readonly", spec.cgo()),
                source,
                "./" + module.relativePackage(),
                workshop.folder().resolve("tmp"),
                cache.log(name + "-" + key.substring(0, 8)));
        Path output = AtomicFiles.folder(workshop.folder().resolve("out")).resolve(name);
        build.to(output, steps, build.mainPackage(steps));
        return store.put(key, output, hashes.sha256(output), name, steps.source());
    }

    /** What decides the result. The version of Go does not: another one gives as good a binary of the same source. */
    private String key(String packagePath, String version, boolean cgo) {
        String flags = String.valueOf(System.getenv("GOFLAGS"));
        String key = String.join("\n", packagePath, version, machine.toString(), GoBuild.RECIPE, flags);
        return Hashes.of(cgo ? key + "\ncgo" : key);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
