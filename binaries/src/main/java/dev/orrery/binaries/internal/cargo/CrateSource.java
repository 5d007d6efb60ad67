package dev.orrery.binaries.internal.cargo;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
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
import dev.orrery.binaries.internal.store.Workshop;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Programs of published Rust crates, built with the versions that the crate's own lock file names. What has been compiled
 * is kept until the program is there, so that a build that was ended goes on where it was.
 */
public final class CrateSource {
    /** Changes when the way of building changes, so that results of another way are not taken for it. */
    private static final String RECIPE = "cargo install --locked";

    private final CacheLayout cache;
    private final BinaryStore store;
    private final HashMemory hashes;
    private final Machine machine;
    private final Function<String, Tool> findCargo;

    public CrateSource(
            CacheLayout cache,
            BinaryStore store,
            HashMemory hashes,
            Machine machine,
            Function<String, Tool> findCargo) {
        this.cache = cache;
        this.store = store;
        this.hashes = hashes;
        this.machine = machine;
        this.findCargo = findCargo;
    }

    public Binary get(BinarySpec.Crate spec, Steps steps) throws IOException {
        String key = key(spec);
        return Workshop.had(cache, store, key, steps, workshop -> {
            Tool cargo = findCargo.apply(steps.source());
            Path compiled = cache.crateTarget(key);
            Path log = cache.log(spec.name() + "-" + key.substring(0, 8));
            Path programs = new CrateBuild(cargo, workshop.folder(), compiled, log).install(spec, steps);
            Path program = programs.resolve(name(spec, programs, steps));
            ExecutableFile.check(program, steps.source(), machine);
            Binary binary = store.put(
                    key, program, hashes.sha256(program), program.getFileName().toString(), steps.source());
            AtomicFiles.deleteTree(compiled);
            return binary;
        });
    }

    /** What decides the result; another version of Rust gives as good a program of the same source. */
    private String key(BinarySpec.Crate spec) {
        return Hashes.of(String.join(
                "\n",
                spec.name(),
                spec.version(),
                spec.bin().orElse(""),
                String.join(",", spec.features().stream().sorted().toList()),
                machine.toString(),
                RECIPE));
    }

    private static String name(BinarySpec.Crate spec, Path programs, Steps steps) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(programs)) {
            names = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        String wanted = spec.bin().orElse(names.size() == 1 ? names.getFirst() : spec.name());
        if (names.contains(wanted)) {
            return wanted;
        }
        throw new BinaryException(Failure.doing("looking for the program of " + spec.name())
                .where(steps.source())
                .expected(spec.bin().map(bin -> "a program " + bin).orElse("one program, or one named as the crate"))
                .seen(String.join(", ", names))
                .hint("name it: bin: " + NearMiss.of(wanted, names).orElse(names.getFirst()))
                .build());
    }
}
