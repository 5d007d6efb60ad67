package dev.orrery.cli.up;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.cli.Main;
import dev.orrery.cli.errors.ErrorReport;
import dev.orrery.cli.options.CliLogging;
import dev.orrery.cli.options.NetworkPlaces;
import dev.orrery.cli.terminal.ExitStatus;
import dev.orrery.cli.terminal.StopSignal;
import dev.orrery.cli.terminal.Terminal;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.network.NetworkDescription;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The foreground half of {@code up --detach}: starts a {@link DetachedOwner}, shows what it tells, and returns when it is
 * ready or has failed.
 */
final class DetachedUp {
    static final String OWNER_OPTION = "--detached-owner";

    /** The script that starts Orrery, as it tells of itself. */
    private static final String LAUNCHER = "orrery.launcher";
    /** Tells the launcher which of its copies of the command line to run: this one. */
    private static final String DIST = "ORRERY_DIST";

    private final Terminal terminal;
    private final StopSignal stop;
    private final boolean json;
    private final Path file;
    private final Duration timeout;
    private final boolean keep;
    private final ApiOptions api;
    private final JsonMapper mapper = JsonMapper.shared();

    DetachedUp(
            Terminal terminal,
            StopSignal stop,
            boolean json,
            Path file,
            Duration timeout,
            boolean keep,
            ApiOptions api) {
        this.terminal = terminal;
        this.stop = stop;
        this.json = json;
        this.file = file;
        this.timeout = timeout;
        this.keep = keep;
        this.api = api;
    }

    int run() {
        Process owner = start();
        stop.onSignal(owner::destroy);
        Thread errors = Thread.ofVirtual().start(() -> relay(owner.getErrorStream()));
        try (UpView view = UpView.on(terminal, json);
                BufferedReader out = owner.inputReader(StandardCharsets.UTF_8)) {
            JsonNode failure = null;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode event = parsed(line);
                if (event == null) {
                    terminal.err().println(line);
                    continue;
                }
                String kind = event.path("event").asString("");
                if (event.has("error")) {
                    failure = event.path("error");
                } else if (kind.equals(EventJson.READY)) {
                    owner.outputWriter(StandardCharsets.UTF_8)
                            .append(DetachedOwner.STAY + "\n")
                            .close();
                    ready(view, event);
                    return ExitStatus.OK;
                } else {
                    EventJson.parse(event).ifPresent(view::on);
                }
            }
            int status = owner.waitFor();
            errors.join();
            ErrorReport error = failure == null
                    ? ErrorReport.of(endedSilently(status))
                    : ErrorReport.fromJson(failure, status == ExitStatus.BAD_INPUT ? status : ExitStatus.FAILED);
            view.failed(error);
            return error.exitStatus();
        } catch (IOException | InterruptedException e) {
            owner.destroy();
            throw new HostException(
                    Failure.doing("starting a network in the background")
                            .seen(e.toString())
                            .build(),
                    e);
        }
    }

    private void ready(UpView view, JsonNode event) {
        if (json) {
            terminal.json(event);
            return;
        }
        NetworkDescription network = NetworkPlaces.find(file)
                .flatMap(FoundNetwork::description)
                .orElseThrow(() -> new NetworkStateException(Failure.doing("starting a network in the background")
                        .seen("it was ready, and then it was gone")
                        .build()));
        String option = NetworkPlaces.option(file);
        view.on(new dev.orrery.engine.UpEvent.Ready(
                Duration.ofMillis(event.path("atMillis").asLong(0)), network));
        view.ready(
                network,
                "It runs in the background: 'orrery status" + option + "' shows it, 'orrery down" + option
                        + "' stops it.");
    }

    private Process start() {
        List<String> command = new ArrayList<>(inOwnSession(System.getenv().getOrDefault("PATH", "")));
        ProcessBuilder builder = new ProcessBuilder();
        String launcher = System.getProperty(LAUNCHER);
        if (launcher != null) {
            command.add(launcher);
            Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
            builder.environment().put(DIST, String.valueOf(jar.getParent()));
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "--enable-native-access=ALL-UNNAMED",
                    Main.class.getName()));
        }
        command.addAll(
                List.of("up", OWNER_OPTION, "--json", "-n", file.toString(), "--timeout", timeout.toMillis() + "ms"));
        command.addAll(api.asArguments());
        if (keep) {
            command.add("--keep");
        }
        if (CliLogging.isVerbose()) {
            command.add("--verbose");
        }
        try {
            return builder.command(command).start();
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("starting a network in the background")
                            .seen(e.toString())
                            .build(),
                    e);
        }
    }

    /**
     * What to put before a command so that it outlives the terminal: a session of its own, or where there is no
     * {@code setsid}, deafness to the terminal's end.
     */
    static List<String> inOwnSession(String path) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            File setsid = new File(folder, "setsid");
            if (!folder.isEmpty() && setsid.canExecute()) {
                return List.of(setsid.getPath());
            }
        }
        return List.of("/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\"");
    }

    private void relay(InputStream stream) {
        try {
            stream.transferTo(terminal.err());
            terminal.err().flush();
        } catch (IOException e) {
            // The owner is gone, and with it what it had to say.
        }
    }

    private @Nullable JsonNode parsed(String line) {
        try {
            JsonNode node = mapper.readTree(line);
            return node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static HostException endedSilently(int status) {
        return new HostException(Failure.doing("starting a network in the background")
                .expected("it tells when it is ready, or why not")
                .seen("its process ended with status " + status)
                .hint("start it in the foreground and see")
                .command("orrery up")
                .build());
    }
}
