package dev.orrery.benchmarks.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What processes hold of the machine's memory: their proportional share (PSS), so that pages which several have are counted once.
 *
 * @param nodes of the chains' binaries
 * @param others of everything beside them
 */
record Memory(long nodes, long others) {
    private static final String NODE = "\0start\0--home\0";
    private static final String SHARE = "Pss:";

    /** Of all processes in the pods with these ids. */
    static Memory ofPods(List<String> ids) {
        return of(process -> {
            String group = read(process.resolve("cgroup"));
            return ids.stream().anyMatch(id -> group.contains(id) || group.contains(id.replace('-', '_')));
        });
    }

    /** Of the nodes whose home is in a folder. */
    static Memory ofNodesIn(Path folder) {
        return of(process -> read(process.resolve("cmdline")).contains(NODE + folder));
    }

    private static Memory of(Predicate<Path> meant) {
        long nodes = 0;
        long others = 0;
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(meant)
                    .toList()) {
                if (read(process.resolve("cmdline")).contains(NODE)) {
                    nodes += share(process);
                } else {
                    others += share(process);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new Memory(nodes, others);
    }

    private static long share(Path process) {
        return read(process.resolve("smaps_rollup"))
                        .lines()
                        .filter(line -> line.startsWith(SHARE))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * 1024;
    }

    /** A process may be gone by the time that it is read. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
