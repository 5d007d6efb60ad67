package dev.orrery.binaries.internal.image;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.internal.programs.ElfLinks;
import dev.orrery.binaries.internal.programs.ExecutableFile;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds the program in an image, and takes it out with the loader and the libraries that it is linked against.
 *
 * @param config the image's configuration (OCI image specification, "Image Configuration")
 */
public record ImageProgram(ImageFiles files, JsonNode config, String source) {
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    /** What images start their program by. */
    private static final Set<String> STARTERS =
            Set.of("sh", "bash", "ash", "dash", "env", "tini", "dumb-init", "busybox", "gosu", "su-exec");

    private static final List<String> LIBRARY_FOLDERS =
            List.of("lib", "lib64", "usr/lib", "usr/lib64", "usr/local/lib", "usr/local/lib64");
    private static final int SHOWN = 30;

    /**
     * Takes it out.
     *
     * @param wanted its path or name; empty for what the image starts
     * @param folder empty; afterwards it holds the program, which is a {@link Launcher} where libraries came with it
     * @return the program in the folder
     */
    Path takeOut(Optional<String> wanted, Path folder, Machine machine) throws IOException {
        String meant = wanted.orElseGet(this::started);
        String path = find(meant).orElseThrow(() -> missing(meant));
        String name = ImageFiles.lastName(meant);
        Path parts = AtomicFiles.folder(folder.resolve(Launcher.PARTS));
        Path program = parts.resolve(name);
        files.copy(path, program);
        Files.setPosixFilePermissions(program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        ExecutableFile.check(program, source, machine);
        ElfLinks links = ElfLinks.of(program);
        if (links.isStatic()) {
            return Files.move(program, folder.resolve(name));
        }
        Optional<String> loader = Optional.empty();
        if (links.loader().isPresent()) {
            loader = Optional.of(ImageFiles.lastName(links.loader().get()));
            files.copy(
                    files.resolve(links.loader().get())
                            .orElseThrow(() -> lacks(name, links.loader().get())),
                    parts.resolve(loader.get()));
        }
        copyLibraries(name, links, parts);
        return Launcher.write(folder, name, loader);
    }

    private void copyLibraries(String program, ElfLinks links, Path parts) throws IOException {
        Deque<String> todo = new ArrayDeque<>(links.libraries());
        Set<String> had = new HashSet<>();
        while (!todo.isEmpty()) {
            String library = ImageFiles.lastName(todo.pop());
            if (had.add(library)) {
                Path place = parts.resolve(library);
                files.copy(library(library).orElseThrow(() -> lacks(program, library)), place);
                todo.addAll(ElfLinks.of(place).libraries());
            }
        }
    }

    private Optional<String> library(String name) {
        return Stream.concat(
                        LIBRARY_FOLDERS.stream().map(folder -> folder + "/" + name),
                        files.matching(path -> ImageFiles.lastName(path).equals(name)).stream())
                .flatMap(path -> files.resolve(path).stream())
                .findFirst();
    }

    /** What the image starts, by whatever else it starts it. */
    private String started() {
        List<String> words = new ArrayList<>();
        for (String key : List.of("Entrypoint", "Cmd")) {
            config.at("/config/" + key).valueStream().forEach(word -> words.add(word.asString("")));
        }
        return words.stream()
                .filter(word -> !STARTERS.contains(ImageFiles.lastName(word)) && !word.startsWith("-"))
                .filter(word -> !word.endsWith(".sh") && find(word).isPresent())
                .findFirst()
                .orElseThrow(() -> missing(""));
    }

    private Optional<String> find(String wanted) {
        if (wanted.contains("/")) {
            String from = wanted.startsWith("/")
                    ? ""
                    : config.at("/config/WorkingDir").asString("") + "/";
            return files.resolve(from + wanted).or(() -> files.resolve(wanted));
        }
        Optional<String> onPath = folders().stream()
                .flatMap(folder -> files.resolve(folder + "/" + wanted).stream())
                .findFirst();
        List<String> elsewhere =
                files.matching(path -> ImageFiles.lastName(path).equals(wanted));
        return onPath.or(() -> elsewhere.size() == 1 ? files.resolve(elsewhere.getFirst()) : Optional.empty());
    }

    private List<String> folders() {
        String path = config.at("/config/Env")
                .valueStream()
                .map(variable -> variable.asString(""))
                .filter(variable -> variable.startsWith("PATH="))
                .map(variable -> variable.substring("PATH=".length()))
                .findFirst()
                .orElse(USUAL_PATH);
        return List.of(path.split(":"));
    }

    private BinaryException missing(String wanted) {
        List<String> folders = folders().stream()
                .map(folder -> folder.replaceFirst("^/+", "") + "/")
                .toList();
        List<String> programs = files.matching(path ->
                folders.stream().anyMatch(folder -> path.startsWith(folder) && path.indexOf('/', folder.length()) < 0));
        List<String> names =
                programs.stream().map(ImageFiles::lastName).distinct().sorted().toList();
        return new BinaryException(Failure.doing("looking for the program in the image")
                .where(source)
                .expected(wanted.isEmpty() ? "a program that the image starts" : "a program " + wanted)
                .seen(
                        names.isEmpty()
                                ? "no programs on its PATH"
                                : "on its PATH: "
                                        + String.join(
                                                ", ",
                                                names.stream().limit(SHOWN).toList())
                                        + (names.size() > SHOWN ? ", …" : ""))
                .hint("name the program with `file:`"
                        + NearMiss.of(wanted, names)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""))
                .build());
    }

    private BinaryException lacks(String program, String part) {
        return new BinaryException(Failure.doing("taking the program out of the image")
                .where(source)
                .expected(part + ", which " + program + " is linked against")
                .seen("no such file in the image")
                .hint("the image can't run it either; take another one")
                .build());
    }
}
