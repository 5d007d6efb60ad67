package dev.orrery.images;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What packing images leaves behind so that the next one is quick: layers by content, and runtimes. All of it is made again when it
 * is needed.
 */
public final class ImageCache {
    private final Path folder;

    /** @param folder the one that {@link ImageBuilder} is given; it need not exist */
    public ImageCache(Path folder) {
        this.folder = folder;
    }

    /**
     * What was deleted.
     *
     * @param count how many layers and runtimes
     * @param bytes what they took
     */
    public record Pruned(int count, long bytes) {}

    /**
     * Deletes the layers and runtimes that are older than this.
     *
     * @throws dev.orrery.base.HostException if one can not be read or deleted
     */
    public Pruned prune(Duration age) {
        Instant limit = Instant.now().minus(age);
        int count = 0;
        long bytes = 0;
        for (Path entry : entries()) {
            try {
                if (Files.getLastModifiedTime(entry).toInstant().isAfter(limit)) {
                    continue;
                }
                bytes += size(entry);
            } catch (IOException e) {
                throw AtomicFiles.refused("reading", entry, e);
            }
            AtomicFiles.deleteTree(entry);
            count++;
        }
        return new Pruned(count, bytes);
    }

    private List<Path> entries() {
        List<Path> all = new ArrayList<>(children(folder.resolve("layers").resolve("layers")));
        all.addAll(children(folder.resolve("bases").resolve("layers")));
        children(folder).stream()
                .filter(child -> child.getFileName().toString().startsWith("java-"))
                .forEach(all::add);
        return all;
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", parent, e);
        }
    }

    private static long size(Path tree) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
