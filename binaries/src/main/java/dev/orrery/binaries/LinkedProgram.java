package dev.orrery.binaries;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.image.ImageFiles;
import dev.orrery.binaries.internal.programs.ElfLinks;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.programs.ProgramHeader;
import dev.orrery.binaries.internal.store.Launcher;
import dev.orrery.binaries.internal.tools.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program for Linux with all that it needs to run where there is nothing else: the loader and the libraries that it is linked
 * against (System V ABI, chapter 5). A static program needs neither.
 *
 * @param program the file of the program itself, never a script
 * @param architecture in the words of {@code GOARCH}
 * @param loader the dynamic loader; empty for a static program
 * @param libraries where each library is, by the name that it is asked for
 */
public record LinkedProgram(
        Path program, String architecture, Optional<Loader> loader, SortedMap<String, Path> libraries) {
    private static final Duration LISTING = Duration.ofSeconds(20);
    /** {@code libwasmvm.x86_64.so => /usr/lib/libwasmvm.x86_64.so (0x00007f…)}, of which the address may be absent. */
    private static final Pattern LISTED = Pattern.compile("\\s*(\\S+) => (/.*?)(?: \\(0x[0-9a-f]+\\))?");

    /** As glibc and musl say it. */
    private static final Pattern NOT_FOUND = Pattern.compile(
            "(?:\\s*(\\S+) => not found)|(?:.*[Ee]rror (?:while )?loading shared librar(?:ies|y):? (\\S+): .*)");

    /**
     * A dynamic loader.
     *
     * @param path where the program looks for it: {@code /lib64/ld-linux-x86-64.so.2}
     * @param file where it is
     */
    public record Loader(String path, Path file) {}

    public LinkedProgram {
        libraries = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
    }

    public boolean isStatic() {
        return loader.isEmpty();
    }

    /**
     * Finds all that a binary needs: what came with it out of an image, else what its own loader finds on this machine, and
     * in the folder of the program.
     *
     * @throws BinaryException if it is a script or a program for another system than Linux, or if a library is nowhere
     */
    public static LinkedProgram of(Binary binary) {
        Path file = binary.executable();
        try {
            Optional<List<Launcher.Part>> parts = Launcher.parts(file);
            if (parts.isPresent()) {
                return fromImage(file, binary.source());
            }
            ElfLinks links = ElfLinks.of(file);
            String architecture = architecture(file, binary.source());
            return links.isStatic()
                    ? new LinkedProgram(file, architecture, Optional.empty(), new TreeMap<>())
                    : fromThisMachine(file, architecture, links, binary.source());
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    private static LinkedProgram fromImage(Path launcher, String source) throws IOException {
        Path parts = launcher.resolveSibling(Launcher.PARTS);
        Path program = parts.resolve(String.valueOf(launcher.getFileName()));
        Optional<Loader> loader =
                ElfLinks.of(program).loader().map(path -> new Loader(path, parts.resolve(ImageFiles.lastName(path))));
        TreeMap<String, Path> libraries = new TreeMap<>();
        try (var files = Files.list(parts)) {
            files.filter(file -> !file.equals(program)
                            && loader.stream().noneMatch(its -> its.file().equals(file)))
                    .forEach(file -> libraries.put(String.valueOf(file.getFileName()), file));
        }
        return new LinkedProgram(program, architecture(program, source), loader, libraries);
    }

    private static LinkedProgram fromThisMachine(Path program, String architecture, ElfLinks links, String source) {
        Failure.Builder failure =
                Failure.doing("looking for the libraries of the program").where(source);
        String path = links.loader()
                .orElseThrow(() -> new BinaryException(failure.expected("a program")
                        .seen(program + " is a library: it names no loader")
                        .build()));
        Path loader = Path.of(path);
        if (!Files.isExecutable(loader)) {
            throw new BinaryException(failure.expected("the loader " + path + ", by which the program starts")
                    .seen("no such file on this machine")
                    .hint("build it statically, or for this machine's C library")
                    .build());
        }
        return new LinkedProgram(
                program,
                architecture,
                Optional.of(new Loader(path, loader)),
                list(loader, program, List.of(folder(program)), source));
    }

    /**
     * The same program, with the libraries that these are linked against as well: for what it opens by name while it runs.
     *
     * @param sharedObjects libraries of this machine; each is also looked for in the folders of all of them
     * @throws BinaryException if a library is nowhere
     */
    public LinkedProgram withLibrariesOf(Collection<Path> sharedObjects) {
        Path with = loader.orElseThrow(() -> new BinaryException(Failure.doing("looking for the libraries of a plug-in")
                        .where(program.toString())
                        .expected("a program that is linked against libraries")
                        .seen("a static one, which opens none")
                        .build()))
                .file();
        List<Path> folders =
                sharedObjects.stream().map(LinkedProgram::folder).distinct().toList();
        TreeMap<String, Path> all = new TreeMap<>(libraries);
        for (Path object : sharedObjects) {
            all.putAll(list(with, object, folders, object.toString()));
        }
        return new LinkedProgram(program, architecture, loader, all);
    }

    /** Asks the loader, which alone knows all that counts in its search. */
    private static SortedMap<String, Path> list(Path loader, Path file, List<Path> folders, String source) {
        Failure.Builder failure =
                Failure.doing("looking for the libraries of the program").where(source);
        String beside = folders.stream().map(Path::toString).collect(Collectors.joining(":"));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.merge("LD_LIBRARY_PATH", beside, (given, ours) -> given + ":" + ours);
        Command.Result listed = new Command(
                        "listing the libraries of the program",
                        source,
                        List.of(loader.toString(), "--list", file.toString()),
                        Path.of("/"),
                        environment)
                .run(Deadline.after(LISTING));
        TreeMap<String, Path> libraries = new TreeMap<>();
        for (String line :
                Stream.concat(listed.out().stream(), listed.err().stream()).toList()) {
            Matcher missing = NOT_FOUND.matcher(line);
            if (missing.matches()) {
                String name = missing.group(1) == null ? missing.group(2) : missing.group(1);
                throw new BinaryException(
                        failure.expected(name + ", which " + file.getFileName() + " is linked against")
                                .seen("it is neither in a folder of this machine's libraries nor beside the program")
                                .hint("lay it beside the program, name its folder in LD_LIBRARY_PATH, or build the"
                                        + " program statically")
                                .build());
            }
            Matcher found = LISTED.matcher(line);
            if (found.matches() && !ImageFiles.lastName(found.group(1)).equals(String.valueOf(loader.getFileName()))) {
                libraries.put(ImageFiles.lastName(found.group(1)), Path.of(found.group(2)));
            }
        }
        if (!listed.succeeded()) {
            throw new BinaryException(failure.expected("its loader to list them")
                    .seen("status " + listed.status() + ": " + String.join("; ", listed.tail()))
                    .build());
        }
        return libraries;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    private static String architecture(Path program, String source) throws IOException {
        Failure.Builder failure =
                Failure.doing("looking at the program").where(source).expected("a program for Linux");
        return switch (ProgramHeader.of(program)) {
            case ProgramHeader.Script script ->
                throw new BinaryException(failure.seen(program + " is a script, which may start anything")
                        .hint("name the program that it starts")
                        .build());
            case ProgramHeader.Unknown unknown ->
                throw new BinaryException(
                        failure.seen(program + " " + unknown.what()).build());
            case ProgramHeader.Native elf ->
                elf.machines().stream()
                        .filter(machine -> machine.os().equals("linux"))
                        .map(Machine::arch)
                        .findFirst()
                        .orElseThrow(() -> new BinaryException(failure.seen(program + " is for "
                                        + String.join(
                                                " and ",
                                                elf.machines().stream()
                                                        .map(Machine::describe)
                                                        .sorted()
                                                        .toList()))
                                .hint("containers run Linux: build it with GOOS=linux, and give it as path:")
                                .build()));
        };
    }
}
