package dev.orrery.binaries.internal.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that are installed on this machine. */
public final class Programs {
    private Programs() {}

    /** The first of this name on the environment's {@code PATH}, else in one of the other folders. */
    public static Optional<Path> find(String name, Map<String, String> environment, List<Path> otherFolders) {
        Stream<Path> path = Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        return Stream.concat(path, otherFolders.stream())
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
