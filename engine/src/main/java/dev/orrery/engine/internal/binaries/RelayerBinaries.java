package dev.orrery.engine.internal.binaries;

import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.relayers.RelayerProgram;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.PathSpec;
import dev.orrery.spec.RelayerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The programs of the relayers that run as processes. */
public final class RelayerBinaries {
    private final Map<PathSpec, List<Optional<Binary>>> programs = new LinkedHashMap<>();

    private RelayerBinaries() {}

    /** None: whoever runs relayers' programs is not this process. */
    public static RelayerBinaries none() {
        return new RelayerBinaries();
    }

    /** Has every program of a spec, one after the other; relayers with the same source share one. */
    public static RelayerBinaries get(NetworkSpec spec, Binaries source, BuildProgress progress) {
        RelayerBinaries binaries = new RelayerBinaries();
        Map<BinarySpec, Binary> known = new LinkedHashMap<>();
        for (PathSpec path : spec.paths()) {
            List<Optional<Binary>> ofPath = new ArrayList<>();
            for (RelayerSpec relayer : path.relayers()) {
                ofPath.add(RelayerProgram.of(relayer.kind().label())
                        .map(program ->
                                relayer.binary().or(program::defaultBinary).orElseThrow())
                        .map(wanted -> known.computeIfAbsent(wanted, it -> source.get(it, progress))));
            }
            binaries.programs.put(path, ofPath);
        }
        return binaries;
    }

    /** The program of a path's relayer with this index, which is one that runs as a process. */
    public Path of(String path, int relayer) {
        List<Optional<Binary>> ofPath = programs.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(path))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(ofPath.get(relayer)).orElseThrow().executable();
    }

    /** Each program by the path and the kind of its relayer: {@code hub-zone/hermes}. */
    public Map<String, Binary> byName() {
        Map<String, Binary> named = new LinkedHashMap<>();
        programs.forEach((path, ofPath) -> {
            for (int i = 0; i < ofPath.size(); i++) {
                String name = path.name() + "/" + path.relayers().get(i).kind().label();
                ofPath.get(i).ifPresent(binary -> named.put(name, binary));
            }
        });
        return named;
    }
}
