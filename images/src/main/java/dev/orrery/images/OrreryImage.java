package dev.orrery.images;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.LinkedProgram;
import dev.orrery.images.ImagePlan.Entry;
import dev.orrery.images.ImagePlan.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The image of Orrery's own command line: its arguments are those of {@code orrery}. It needs no shell, no place to write but
 * {@code /tmp}, and no rights.
 */
public final class OrreryImage {
    private static final String PLACE = "/opt/orrery";
    private static final String JAVA = "/opt/java";
    private static final String NATIVE = "/opt/native";
    /** Those of the launcher; and a heap that leaves a small container's memory to what is not in it. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAMPercentage=60",
            "-XX:-UsePerfData",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> RESOLVERS = List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    private OrreryImage() {}

    /**
     * Plans it.
     *
     * <p>Without a base, it holds a Java runtime made of the JDK that this program runs on, with the C library of this
     * machine, and what that runtime has learnt of the classes: it starts in half the time. On a base, Java is the base's.
     *
     * @param jar the packaged command line; the jars that its manifest names are beside it
     * @param base an image whose {@code java} is new enough; empty for none
     * @param cache a folder where the runtime is kept; everything in it may be deleted at any time
     * @param work an empty folder; to be kept until the image is built
     * @throws BinaryException if the jar is not packaged, or if there is no base and no {@code jlink}
     */
    public static ImagePlan of(Path jar, Optional<ImageBase> base, Path cache, Path work) {
        try {
            return plan(jar, base, cache, work);
        } catch (IOException e) {
            throw AtomicFiles.refused("packing", jar, e);
        }
    }

    private static ImagePlan plan(Path jar, Optional<ImageBase> base, Path cache, Path work) throws IOException {
        Path staged = AtomicFiles.folder(work.resolve("orrery"));
        Attributes manifest = stage(jar, staged);
        Path own = staged.resolve(String.valueOf(jar.getFileName()));
        TreeMap<String, String> environment = new TreeMap<>();
        List<Layer> layers = new ArrayList<>();
        List<String> entrypoint = new ArrayList<>();
        String architecture;
        if (base.isEmpty()) {
            Path runtime = JavaRuntime.linked(cache);
            LinkedProgram java = LinkedProgram.of(new Binary(runtime.resolve("bin/java"), "", "the Java runtime"))
                    .withLibrariesOf(files(runtime.resolve("lib")).stream()
                            .filter(file -> file.toString().endsWith(".so"))
                            .toList());
            layers.add(ProgramImage.system(AtomicFiles.folder(work.resolve("system"))));
            layers.add(new Layer("libraries", libraries(java, runtime)));
            layers.add(new Layer("java", entries(runtime, JAVA)));
            environment.putAll(ProgramImage.environment());
            environment.put("LD_LIBRARY_PATH", NATIVE);
            entrypoint.add(JAVA + "/bin/java");
            entrypoint.addAll(OPTIONS);
            JavaRuntime.train(runtime, OPTIONS, own, work);
            entrypoint.add("-XX:AOTCache=" + PLACE + "/orrery.aot");
            architecture = java.architecture();
        } else {
            entrypoint.add("java");
            entrypoint.addAll(OPTIONS);
            architecture =
                    System.getProperty("os.arch").replace("aarch64", "arm64").replace("x86_64", "amd64");
        }
        entrypoint.addAll(List.of("-Xlog:disable", "-jar", PLACE + "/" + own.getFileName()));
        List<Entry> jars = entries(staged.resolve("lib"), PLACE + "/lib");
        // Those of others change seldom, and are then neither packed nor pushed again.
        layers.add(new Layer(
                "dependencies",
                jars.stream()
                        .filter(one -> !isOurs(one))
                        .map(one -> new Entry(one.path(), original(jar, one), one.mode()))
                        .toList()));
        List<Entry> ours =
                new ArrayList<>(jars.stream().filter(OrreryImage::isOurs).toList());
        for (Path file : List.of(own, staged.resolve("orrery.aot"))) {
            if (Files.exists(file)) {
                ours.add(new Entry(PLACE + "/" + file.getFileName(), file, 0644));
            }
        }
        layers.add(new Layer("orrery", ours));
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("org.opencontainers.image.title", "orrery");
        labels.put("org.opencontainers.image.licenses", "Apache-2.0");
        String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        if (version != null) {
            labels.put("org.opencontainers.image.version", version);
        }
        return new ImagePlan(base, architecture, layers, entrypoint, environment, labels, ImagePlan.NOBODY);
    }

    /** Copies the jars to where they get the times that they will have. */
    private static Attributes stage(Path jar, Path staged) throws IOException {
        Failure.Builder failure = Failure.doing("looking for Orrery's own jars")
                .where(jar.toString())
                .expected("the packaged command line");
        if (!Files.isRegularFile(jar)) {
            throw new BinaryException(failure.seen("no jar; it runs from its classes")
                    .hint("package it, and run that")
                    .command("mvn -Pimage -Dquick -DskipTests -pl cli -am package")
                    .build());
        }
        Attributes attributes;
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
        String classPath = String.valueOf(attributes.getValue(Attributes.Name.CLASS_PATH));
        AtomicFiles.folder(staged.resolve("lib"));
        Files.copy(jar, staged.resolve(String.valueOf(jar.getFileName())));
        for (String name : List.of(classPath.split(" "))) {
            Path source = jar.resolveSibling(name);
            if (!name.matches("lib/[^/]+") || !Files.isRegularFile(source)) {
                throw new BinaryException(failure.seen("its manifest names " + name + ", which is not beside it")
                        .build());
            }
            Files.copy(source, staged.resolve(name));
        }
        JavaRuntime.asInTheImage(staged);
        return attributes;
    }

    /** The loader, what the runtime is linked against, and what the C library opens by itself to find other hosts. */
    private static List<Entry> libraries(LinkedProgram java, Path runtime) {
        List<Entry> entries = new ArrayList<>();
        java.loader().ifPresent(loader -> entries.add(new Entry(loader.path(), loader.file(), 0755)));
        java.libraries().forEach((name, file) -> {
            if (!file.startsWith(runtime)) {
                entries.add(new Entry(NATIVE + "/" + name, file, 0755));
            }
        });
        Optional.ofNullable(java.libraries().get("libc.so.6"))
                .ifPresent(libc -> RESOLVERS.stream()
                        .filter(name -> !java.libraries().containsKey(name))
                        .filter(name -> Files.isRegularFile(libc.resolveSibling(name)))
                        .forEach(name -> entries.add(new Entry(NATIVE + "/" + name, libc.resolveSibling(name), 0755))));
        return entries;
    }

    /** All files below a folder, as they are. */
    private static List<Entry> entries(Path folder, String place) throws IOException {
        return files(folder).stream()
                .map(file -> new Entry(place + "/" + folder.relativize(file), file, isProgram(file) ? 0755 : 0644))
                .toList();
    }

    /** The builder knows by the place of a file that it has packed it before. */
    private static Path original(Path jar, Entry staged) {
        return jar.resolveSibling("lib").resolve(String.valueOf(staged.source().getFileName()));
    }

    private static boolean isOurs(Entry jar) {
        return String.valueOf(jar.source().getFileName()).startsWith("orrery-");
    }

    private static boolean isProgram(Path file) {
        return file.toFile().canExecute() && !file.toString().endsWith(".jar");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
