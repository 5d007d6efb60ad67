package dev.orrery.images;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.LinkedProgram;
import dev.orrery.images.ImagePlan.Entry;
import dev.orrery.images.ImagePlan.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The image of one program, of a chain or of a relayer: it starts the program, at {@code /usr/local/bin/<name>}, and holds all
 * that it is linked against, so that no base is needed.
 */
public final class ProgramImage {
    private static final String PROGRAMS = "/usr/local/bin/";
    private static final String HOME = "/home/nonroot";
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;
    /** Layers of Jib have no sticky bit; there is one user. */
    private static final int EVERYBODYS = 0777;

    private ProgramImage() {}

    /**
     * Plans it.
     *
     * <p>Without a base it holds, besides the program, its loader and libraries, a user and group that are not root, a home
     * for it and {@code /tmp}. On a base it holds the program, and of its libraries those that are in no folder of the
     * system: what the base has, it is to be linked against.
     *
     * @param base what to lay it upon; chains need none
     * @param work an empty folder for small files of the image; to be kept until the image is built
     * @throws BinaryException if the binary is a script, a program for another system than Linux, or lacks a library
     */
    public static ImagePlan of(Binary binary, Optional<ImageBase> base, Path work) {
        LinkedProgram program = LinkedProgram.of(binary);
        String name = String.valueOf(program.program().getFileName());
        List<Layer> layers = new ArrayList<>();
        TreeMap<String, String> environment = new TreeMap<>();
        if (base.isEmpty()) {
            layers.add(system(work));
            environment.putAll(environment());
        }
        List<Entry> libraries = new ArrayList<>();
        String folder = "/usr/local/lib/" + name;
        program.libraries().forEach((library, file) -> {
            if (base.isEmpty() || !isOfTheSystem(file)) {
                libraries.add(new Entry(folder + "/" + library, file, EXECUTABLE));
            }
        });
        if (!libraries.isEmpty()) {
            environment.put("LD_LIBRARY_PATH", folder);
        }
        if (base.isEmpty()) {
            program.loader().ifPresent(loader -> libraries.add(new Entry(loader.path(), loader.file(), EXECUTABLE)));
        }
        if (!libraries.isEmpty()) {
            layers.add(new Layer("libraries", libraries));
        }
        layers.add(new Layer("program", List.of(new Entry(PROGRAMS + name, program.program(), EXECUTABLE))));
        return new ImagePlan(
                base,
                program.architecture(),
                layers,
                List.of(PROGRAMS + name),
                environment,
                new TreeMap<>(labels(binary, name)),
                ImagePlan.NOBODY);
    }

    /** What programs expect of any system: someone to be, a home, and a place for what is temporary. */
    static Layer system(Path work) {
        Path empty = AtomicFiles.folder(work.resolve("empty"));
        Path users = work.resolve("passwd");
        Path groups = work.resolve("group");
        AtomicFiles.write(users, "nonroot:x:65532:65532:nonroot:" + HOME + ":/sbin/nologin\n");
        AtomicFiles.write(groups, "nonroot:x:65532:\n");
        return new Layer(
                "system",
                List.of(
                        new Entry("/etc/group", groups, READABLE),
                        new Entry("/etc/passwd", users, READABLE),
                        new Entry(HOME, empty, EVERYBODYS),
                        new Entry("/tmp", empty, EVERYBODYS)));
    }

    static Map<String, String> environment() {
        return Map.of("HOME", HOME, "PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    private static boolean isOfTheSystem(Path library) {
        return library.startsWith("/lib")
                || library.startsWith("/lib64")
                || library.startsWith("/usr/lib")
                || library.startsWith("/usr/lib64");
    }

    /** A source on this machine says nothing to others, and would make equal images differ. */
    private static Map<String, String> labels(Binary binary, String name) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("org.opencontainers.image.title", name);
        labels.put("dev.orrery.binary.sha256", binary.sha256());
        boolean local = binary.source().startsWith("path: ") || binary.source().startsWith("go: /");
        if (!local) {
            labels.put("dev.orrery.binary.source", binary.source());
        }
        return labels;
    }
}
