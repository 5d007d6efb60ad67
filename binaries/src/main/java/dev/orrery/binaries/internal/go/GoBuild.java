package dev.orrery.binaries.internal.go;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Shell;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code go build} of one main package.
 *
 * @param go the command
 * @param environment what it needs besides
 * @param folder where it runs
 * @param argument the package, as seen from there
 * @param temporary where go keeps its own unfinished files: on the disk of the result, so that it moves it whole
 * @param log where everything it prints goes
 */
public record GoBuild(
        GoTool go, Map<String, String> environment, Path folder, String argument, Path temporary, Path log) {
    /** Changes when the way of building changes, so that results of another way are not taken for it. */
    static final String RECIPE = "-trimpath -buildvcs=false -ldflags=-checklinkname=0 -s -w";

    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Pattern RELEASE = Pattern.compile("go(\\d+)\\.(\\d+)");

    public GoBuild {
        environment = new HashMap<>(environment);
        environment.put("GOTMPDIR", temporary.toString());
        environment = Map.copyOf(environment);
    }

    /**
     * The import path of the main package.
     *
     * @throws BinaryException if there is no package, or it is not a program
     */
    String mainPackage(Steps steps) {
        steps.step("looking at the package");
        Command.Result result = run(
                "looking at the package " + argument,
                steps,
                "list",
                "-find",
                "-f",
                "{{.Name}} {{.ImportPath}}",
                argument);
        if (!result.succeeded() || result.out().isEmpty()) {
            throw GoFailures.of("looking at the package " + argument, steps.source(), result.errors());
        }
        String[] words = result.out().getFirst().split(" ", 2);
        if (!words[0].equals("main")) {
            throw new BinaryException(Failure.doing("looking at the package " + words[1])
                    .where(steps.source())
                    .expected("a program: package main")
                    .seen("a library: package " + words[0])
                    .hint("name the folder that holds the program's main.go, often cmd/NAMEd")
                    .build());
        }
        return words[1];
    }

    /**
     * Builds it.
     *
     * @throws BinaryException if that fails, with the last lines of what go printed
     */
    void to(Path output, Steps steps, String mainPackage) throws IOException {
        AtomicFiles.folder(temporary);
        CacheLayout.makeParent(log);
        List<String> words = List.of(
                "build",
                "-v",
                "-trimpath",
                "-buildvcs=false",
                "-ldflags",
                linkerFlags(steps),
                "-o",
                output.toString(),
                argument);
        steps.step("compiling");
        Command command = go.command("building", steps.source(), folder, environment, words);
        Command.Result result;
        try (PrintWriter written = new PrintWriter(new FileWriter(log.toFile(), StandardCharsets.UTF_8))) {
            written.println(Shell.join(command.words()));
            int[] compiled = {0};
            result = command.run(Deadline.after(PATIENCE), line -> {
                written.println(line);
                if (line.startsWith("go: downloading ")) {
                    steps.step(line.substring("go: ".length()));
                } else if (!line.contains(" ") && !line.contains(":")) {
                    compiled[0]++;
                    steps.step(
                            line.equals(mainPackage)
                                    ? "compiling and linking " + line
                                    : "compiling " + line + " (" + compiled[0] + " packages so far)");
                }
            });
        }
        if (!result.succeeded()) {
            throw GoFailures.ofBuild("building", steps.source(), result, log);
        }
    }

    /**
     * Dependencies of SDK chains reach into the runtime by name, which Go's linker refuses since 1.23 unless told
     * otherwise (Go 1.23 release notes, "Linker"); older linkers don't know the flag.
     */
    private String linkerFlags(Steps steps) {
        Command.Result result = run("asking for Go's version", steps, "env", "GOVERSION");
        if (!result.succeeded()) {
            throw GoFailures.of("asking for Go's version", steps.source(), result.errors());
        }
        return linkerFlags(String.join(" ", result.out()));
    }

    public static String linkerFlags(String version) {
        Matcher release = RELEASE.matcher(version);
        boolean older =
                release.find() && Integer.parseInt(release.group(1)) == 1 && Integer.parseInt(release.group(2)) < 23;
        return older ? "-s -w" : "-checklinkname=0 -s -w";
    }

    private Command.Result run(String doing, Steps steps, String... words) {
        return go.command(doing, steps.source(), folder, environment, List.of(words))
                .run(Deadline.after(PATIENCE));
    }
}
