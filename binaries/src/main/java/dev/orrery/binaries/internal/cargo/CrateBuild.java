package dev.orrery.binaries.internal.cargo;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Shell;
import dev.orrery.binaries.internal.tools.Tool;
import dev.orrery.spec.BinarySpec;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code cargo install}.
 *
 * @param cargo the command
 * @param folder empty, for what is thrown away
 * @param compiled where cargo keeps what it has compiled, and finds it the next time
 * @param log where everything it prints goes, but its progress
 */
public record CrateBuild(Tool cargo, Path folder, Path compiled, Path log) {
    /** A quarter of an hour on two idle cores; on busy ones much more. */
    private static final Duration PATIENCE = Duration.ofHours(3);

    private static final int TAIL = 20;
    /** Cargo's progress bar: {@code Building [====>    ] 45/430: serde, tokio}. */
    private static final Pattern BAR = Pattern.compile("^\\s*Building \\[.*\\] (\\d+)/(\\d+)(?:: (.*?))?\\s*$");

    private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");

    /**
     * Downloads and builds the crate's programs.
     *
     * @return the folder that holds them
     * @throws BinaryException if that fails, with the last lines of what cargo printed
     */
    Path install(BinarySpec.Crate crate, Steps steps) throws IOException {
        Path root = folder.resolve("root");
        AtomicFiles.folder(compiled);
        CacheLayout.makeParent(log);
        String doing = "building " + crate.name() + "@" + crate.version();
        Command command = cargo.command(doing, steps.source(), folder, environment(), words(crate, root));
        Deque<String> tail = new ArrayDeque<>();
        Command.Result result;
        steps.step("downloading");
        try (PrintWriter written = new PrintWriter(new FileWriter(log.toFile(), StandardCharsets.UTF_8))) {
            written.println(Shell.join(command.words()));
            result = command.run(Deadline.after(PATIENCE), raw -> {
                String line = ESCAPE.matcher(raw).replaceAll("").stripTrailing();
                Optional<String> progress = progress(line);
                if (progress.isPresent()) {
                    steps.step(progress.get());
                } else if (!line.isBlank()) {
                    written.println(line);
                    tail.addLast(line);
                    if (tail.size() > TAIL) {
                        tail.removeFirst();
                    }
                }
            });
        }
        if (!result.succeeded()) {
            throw CargoFailures.of(crate, doing, steps.source(), List.copyOf(tail), log);
        }
        return root.resolve("bin");
    }

    private List<String> words(BinarySpec.Crate crate, Path root) {
        List<String> words = new ArrayList<>(List.of(
                "install",
                crate.name(),
                "--version",
                "=" + crate.version(),
                "--locked",
                "--root",
                root.toString(),
                "--target-dir",
                compiled.toString()));
        crate.bin().ifPresent(bin -> words.addAll(List.of("--bin", bin)));
        if (!crate.features().isEmpty()) {
            words.addAll(List.of("--features", String.join(",", crate.features())));
        }
        return words;
    }

    /** Cargo tells how far it is on terminals only, unless told to (The Cargo Book, "term.progress"). */
    private static Map<String, String> environment() {
        return Map.of(
                "CARGO_TERM_COLOR", "never", "CARGO_TERM_PROGRESS_WHEN", "always", "CARGO_TERM_PROGRESS_WIDTH", "100");
    }

    /** What a line tells of how far the build is. */
    static Optional<String> progress(String line) {
        Matcher bar = BAR.matcher(line);
        if (bar.matches()) {
            return Optional.of("compiled " + bar.group(1) + " of " + bar.group(2) + " crates");
        }
        String text = line.strip();
        return text.startsWith("Downloading [") || text.startsWith("Updating [") || text.startsWith("Fetch [")
                ? Optional.of("downloading")
                : Optional.empty();
    }
}
