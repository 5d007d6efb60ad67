package dev.orrery.tests.cli;

import dev.orrery.cli.Main;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built command line, run as its users run it: {@code ./orrery} in a folder with a {@code network.yaml}. */
record Cli(Path folder, Map<String, String> environment) {
    private static final Path LAUNCHER =
            Path.of("..", "orrery").toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 120;

    Cli(Path folder) {
        this(folder, Map.of());
    }

    /** What a command came to. */
    record Result(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }

        /** The last of several JSON documents, one a line. */
        JsonNode lastJson() {
            return JsonMapper.shared().readTree(out.lines().toList().getLast());
        }
    }

    Result run(String... args) throws IOException, InterruptedException {
        return reading("", args);
    }

    /** @param input what is on standard input */
    Result reading(String input, String... args) throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(folder, "in", ""), input);
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        try {
            Process process = builder(args)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("orrery " + List.of(args) + " did not end within " + PATIENCE_SECONDS
                        + " s; it said: " + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * As {@link #run}, without a process of its own, which takes longer than most commands: for what comes of a command, not
     * of a process or its environment.
     */
    Result inside(String... args) {
        return insideReading("", args);
    }

    /** @param input what is on standard input */
    Result insideReading(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("-n", folder.toString()));
        int status = Main.run(terminal, new StopSignal(Thread.currentThread()), all.toArray(String[]::new));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * Starts a command that goes on, both of its streams in one. It heeds SIGINT, also where these tests run in a shell's
     * background, which has all its children ignore that.
     */
    Process start(String... args) throws IOException {
        ProcessBuilder builder = builder(args);
        builder.command().addAll(0, List.of("env", "--default-signal=INT"));
        return builder.redirectErrorStream(true).start();
    }

    /** Reads lines until one holds this text; all lines up to it. */
    static List<String> readUntil(Process process, String text) {
        List<String> lines = new ArrayList<>();
        try {
            var in = process.inputReader(StandardCharsets.UTF_8);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.contains(text)) {
                    return lines;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("it ended without saying \"" + text + "\": " + lines);
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // What is tested is what this build made; a build inside the build would take it away.
        builder.environment().put("ORRERY_SKIP_BUILD", "1");
        builder.environment().putAll(environment);
        return builder;
    }
}
