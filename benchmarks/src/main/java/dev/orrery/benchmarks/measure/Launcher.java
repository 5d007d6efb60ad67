package dev.orrery.benchmarks.measure;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.StageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line, as a process. */
public record Launcher(Path script) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Starts {@code orrery …} in a folder; its complaints go to a file there. */
    public Process start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        try {
            return Started.remember(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(complaints(folder).toFile()))
                    .start());
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("starting " + script)
                            .seen(String.valueOf(e.getMessage()))
                            .build(),
                    e);
        }
    }

    /** Has the launcher build the command line now if its sources are newer, where no clock runs. */
    public void build() {
        Path folder = Folders.temporary();
        try {
            Process process = start(AtomicFiles.folder(folder.resolve("run")), "--version");
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
            int status = Started.awaitEnd(process);
            if (status != 0) {
                throw failed(folder.resolve("run"), "--version", "exit status " + status);
            }
        } finally {
            AtomicFiles.deleteTree(folder);
        }
    }

    /** Runs it to its end and returns the JSON lines that it printed. */
    public List<JsonNode> run(Path folder, String... arguments) {
        List<JsonNode> lines = new ArrayList<>();
        Process process = start(folder, arguments);
        read(process, lines::add);
        int status = Started.awaitEnd(process);
        if (status != 0) {
            throw failed(folder, String.join(" ", arguments), "exit status " + status + " after " + lines);
        }
        return lines;
    }

    public static void read(Process process, Consumer<JsonNode> event) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                event.accept(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StageException failed(Path folder, String what, String seen) {
        List<String> said = List.of();
        try {
            said = Files.readAllLines(complaints(folder));
        } catch (IOException e) {
            // Then it said nothing.
        }
        return new StageException(Failure.doing("running orrery " + what)
                .seen(seen)
                .log(complaints(folder), said)
                .build());
    }

    private static Path complaints(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".err");
    }
}
