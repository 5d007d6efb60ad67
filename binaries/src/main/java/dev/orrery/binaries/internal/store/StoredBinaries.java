package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.StoredBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the cache holds, and what of it nobody uses any more. */
public final class StoredBinaries {
    private record Use(Path entry, String source, Instant last) {}

    private final CacheLayout cache;

    public StoredBinaries(CacheLayout cache) {
        this.cache = cache;
    }

    /** All programs, the one that was used last first. */
    public List<StoredBinary> list() throws IOException {
        Map<String, List<Use>> uses = uses();
        List<Path> running = running();
        List<StoredBinary> found = new ArrayList<>();
        for (Path folder : children(cache.binaries())) {
            String sha256 = folder.getFileName().toString();
            List<Use> users = uses.getOrDefault(sha256, List.of());
            for (Path file : children(folder)) {
                if (Files.isRegularFile(file)) {
                    found.add(new StoredBinary(
                            file,
                            sha256,
                            size(folder),
                            users.stream()
                                    .map(Use::source)
                                    .filter(source -> !source.isEmpty())
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            users.stream()
                                    .map(Use::last)
                                    .max(Comparator.naturalOrder())
                                    .orElse(Files.getLastModifiedTime(file).toInstant()),
                            running.stream().anyMatch(program -> program.startsWith(folder))));
                }
            }
        }
        found.sort(Comparator.comparing(StoredBinary::lastUsed).reversed());
        return found;
    }

    /** Deletes those that were not asked for in that time and don't run, with what is known of them; also half downloads. */
    public List<StoredBinary> prune(Duration unusedFor) throws IOException {
        Instant since = Instant.now().minus(unusedFor);
        List<StoredBinary> gone = new ArrayList<>();
        Map<String, List<Use>> uses = uses();
        for (StoredBinary binary : list()) {
            if (!binary.running() && binary.lastUsed().isBefore(since)) {
                for (Use use : uses.getOrDefault(binary.sha256(), List.of())) {
                    Files.deleteIfExists(use.entry());
                }
                AtomicFiles.deleteTree(cache.facts(binary.sha256()));
                AtomicFiles.deleteTree(cache.binaries().resolve(binary.sha256()));
                gone.add(binary);
            }
        }
        for (Path part : children(cache.downloads())) {
            if (Files.getLastModifiedTime(part).toInstant().isBefore(since)) {
                Files.deleteIfExists(part);
            }
        }
        return gone;
    }

    private Map<String, List<Use>> uses() throws IOException {
        Map<String, List<Use>> uses = new HashMap<>();
        for (Path entry : children(cache.index())) {
            try {
                String[] lines = Files.readString(entry).split("\n", -1);
                uses.computeIfAbsent(lines[0], sha256 -> new ArrayList<>())
                        .add(new Use(
                                entry,
                                lines.length > 3 ? lines[2] : "",
                                Files.getLastModifiedTime(entry).toInstant()));
            } catch (NoSuchFileException e) {
                // Somebody else prunes too.
            }
        }
        return uses;
    }

    /** The programs of this user's processes; those of others can't be seen, and use caches of their own. */
    private static List<Path> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().command().stream())
                .map(Path::of)
                .toList();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
