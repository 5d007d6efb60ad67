package dev.orrery.images;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** A Java runtime that has what Orrery needs and nothing else, made of the JDK that this program runs on. */
final class JavaRuntime {
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.httpserver",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /** What all files of an image have. */
    private static final FileTime IMAGE_TIME = FileTime.from(Instant.ofEpochSecond(1));

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int LINES_SHOWN = 20;

    private JavaRuntime() {}

    /**
     * Links one (JEP 282), or finds the one that was linked before.
     *
     * @param cache where it is kept, for the JDK and the modules that it is made of
     * @throws BinaryException if this Java has no {@code jlink}
     */
    static Path linked(Path cache) {
        String key = Sha256.hex((System.getProperty("java.home")
                        + Runtime.version()
                        + System.getProperty("java.vendor.version")
                        + MODULES)
                .getBytes(StandardCharsets.UTF_8));
        Path folder = cache.resolve("java-" + key.substring(0, 12));
        if (!Files.isDirectory(folder)) {
            AtomicFiles.folder(cache);
            Path part = cache.resolve(
                    folder.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            link(part);
            try {
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                AtomicFiles.deleteTree(part);
                if (!Files.isDirectory(folder)) { // another process was not faster
                    throw AtomicFiles.refused("keeping the Java runtime in", folder, e);
                }
            }
        }
        return folder;
    }

    private static void link(Path folder) {
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        if (!Files.isExecutable(jlink)) {
            throw new BinaryException(Failure.doing("making a Java runtime for the image")
                    .expected("a JDK, which has jlink")
                    .seen("none at " + jlink)
                    .hint("run Orrery on a JDK, or name an image that has Java "
                            + Runtime.version().feature() + " with --base")
                    .build());
        }
        run(
                "making a Java runtime for the image",
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress",
                        "zip-6",
                        "--output",
                        folder.toString()),
                Map.of());
        asInTheImage(folder);
    }

    /**
     * Runs the command line once, and keeps the classes that it loaded and linked (JEP 483, 514): the next start takes half the
     * time. That holds only for this very runtime and these very jars, down to their times.
     *
     * @return the cache, beside the jar
     */
    static Path train(Path runtime, List<String> options, Path jar, Path work) {
        Path cache = jar.resolveSibling("orrery.aot");
        List<String> command =
                new ArrayList<>(List.of(runtime.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "warm-up"));
        run(
                "keeping the loaded classes for the image",
                command,
                Map.of("ORRERY_CACHE", work.resolve("warm-up").toString()));
        return cache;
    }

    /** Gives all files the time that they will have. */
    static void asInTheImage(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.setLastModifiedTime(file, IMAGE_TIME);
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("preparing", folder, e);
        }
    }

    private static void run(String doing, List<String> command, Map<String, String> environment) {
        Path log = null;
        try {
            log = Files.createTempFile("orrery-image", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            process.getOutputStream().close();
            try {
                Deadline deadline = Deadline.after(LONGEST);
                deadline.await(
                        process.onExit(),
                        () -> Failure.doing(doing)
                                .expected(command.getFirst() + " to end within "
                                        + deadline.total().toSeconds() + " s")
                                .seen("still running")
                                .build());
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
                throw new BinaryException(Failure.doing(doing)
                        .expected(command.getFirst() + " to succeed")
                        .seen("status " + process.exitValue())
                        .log(log, lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()))
                        .build());
            }
        } catch (IOException e) {
            throw AtomicFiles.refused(doing, Path.of(command.getFirst()), e);
        } catch (ExecutionException e) {
            throw new CancelledException(
                    Failure.doing(doing).seen("interrupted").build(), e);
        } finally {
            delete(log);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("deleting", file, e);
        }
    }
}
