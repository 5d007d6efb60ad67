package dev.orrery.binaries.internal.programs;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.internal.tools.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that is on this machine already: found out before it is started whether it can be. */
public final class ExecutableFile {
    private ExecutableFile() {}

    /**
     * Checks that the file is there, may be executed, and is for this machine.
     *
     * @throws BinaryException with the one thing that is wrong
     */
    public static void check(Path file, String source, Machine machine) throws IOException {
        Failure.Builder failure = Failure.doing("looking for the binary").where(source);
        if (!Files.exists(file)) {
            throw new BinaryException(missing(file, failure));
        }
        if (!Files.isRegularFile(file)) {
            failure.expected("a program file")
                    .seen(file + (Files.isDirectory(file) ? " is a folder" : " is not a regular file"));
            NearMiss.of(String.valueOf(file.getFileName()) + "d", programsIn(file))
                    .or(() -> programsIn(file).stream().findFirst())
                    .ifPresent(name -> failure.hint("did you mean " + file.resolve(name) + "?"));
            throw new BinaryException(failure.build());
        }
        if (!Files.isExecutable(file)) {
            throw new BinaryException(failure.expected("a file that this user may execute")
                    .seen(file + " is not executable")
                    .hint("make it executable")
                    .command("chmod +x " + Shell.quote(file))
                    .build());
        }
        checkHeader(file, failure, machine);
    }

    private static void checkHeader(Path file, Failure.Builder failure, Machine machine) throws IOException {
        switch (ProgramHeader.of(file)) {
            case ProgramHeader.Script script -> {}
            case ProgramHeader.Unknown unknown ->
                throw new BinaryException(failure.expected("a program for " + machine.describe() + ", or a script")
                        .seen(file + " " + unknown.what())
                        .build());
            case ProgramHeader.Native program -> {
                if (program.machines().stream().noneMatch(machine::runs)) {
                    throw new BinaryException(failure.expected("a program for " + machine.describe())
                            .seen(file + " " + mismatch(program.machines(), machine))
                            .hint("get or build the binary for this machine; a go: source does so by itself")
                            .build());
                }
            }
        }
    }

    private static String mismatch(Set<Machine> machines, Machine machine) {
        boolean sameOs = machines.stream().allMatch(other -> other.os().equals(machine.os()));
        String theirs = machines.stream()
                .map(sameOs ? Machine::archName : Machine::describe)
                .sorted()
                .collect(Collectors.joining(" and "));
        return "is for " + theirs + ", this machine "
                + (sameOs ? "is " + machine.archName() : "runs " + machine.describe());
    }

    private static Failure missing(Path file, Failure.Builder failure) {
        failure.expected("an executable file at " + file);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return failure.seen("a link that points to nothing").build();
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return failure.seen("the folder " + folder + " does not exist").build();
        }
        failure.seen("no such file");
        NearMiss.of(file.getFileName().toString(), programsIn(folder))
                .ifPresentOrElse(
                        name -> failure.hint("did you mean " + folder.resolve(name) + "?"),
                        () -> failure.hint("build it first, or correct the path"));
        return failure.build();
    }

    private static List<String> programsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
