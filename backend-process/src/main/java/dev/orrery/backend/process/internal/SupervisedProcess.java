package dev.orrery.backend.process.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.backend.RunningNode;
import dev.orrery.engine.backend.RunningRelayer;
import dev.orrery.engine.stages.StageLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The process of a node, a relayer or a companion, under its {@link Watchdog}. Thread-safe. */
final class SupervisedProcess implements RunningNode, RunningRelayer, RunningCompanion {
    private static final Duration SPAWN = Duration.ofSeconds(10);
    /** How long the watchdog has to end its group. */
    private static final Duration KILL = Duration.ofSeconds(2);

    private static final int KILLED = 137;

    private final String name;
    private final Process watchdog;
    private final Path log;
    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private SupervisedProcess(String name, Process watchdog, Path log) {
        this.name = name;
        this.watchdog = watchdog;
        this.log = log;
    }

    /**
     * Starts a process and returns once it is there.
     *
     * @param name of whom it is, for messages: {@code hub/val1}
     * @param arguments what it is called with
     * @param shown the same as the log may tell them
     * @param environment what is added to this process's own environment
     * @param log gets the command as its first line, then all that the process prints
     */
    static SupervisedProcess start(
            String name,
            Path executable,
            List<String> arguments,
            List<String> shown,
            Map<String, String> environment,
            Path folder,
            Path log) {
        try (StageLog header = StageLog.append(log)) {
            header.line("start of " + name + ": " + executable + " " + String.join(" ", shown));
        }
        ProcessBuilder builder = new ProcessBuilder(Watchdog.command(log, executable, arguments))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process watchdog;
        try {
            watchdog = builder.start();
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("starting " + name)
                            .seen(String.valueOf(e.getMessage()))
                            .hint("look at the limits of processes and memory of this user (ulimit -a)")
                            .build(),
                    e);
        }
        return under(watchdog, name, log);
    }

    /** The process that this watchdog starts; if it does not, the watchdog has ended when this returns. */
    static SupervisedProcess under(Process watchdog, String name, Path log) {
        SupervisedProcess process = new SupervisedProcess(name, watchdog, log);
        Thread.ofPlatform().daemon().name("watch " + name).start(process::listen);
        process.awaitPid();
        return process;
    }

    @Override
    public long pid() {
        return pid.join();
    }

    @Override
    public OptionalInt awaitExit(Duration atMost) {
        try {
            return OptionalInt.of(exit.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting for the end of " + name).build(), e);
        }
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public List<String> lastLines(int atMost) {
        return LogTail.read(log, atMost);
    }

    String name() {
        return name;
    }

    @Override
    public void stop() {
        Stopping.stop(List.of(this));
    }

    /** What {@code nodes.json} tells; empty if it has ended already. */
    Optional<NodesFile.Started> started() {
        return ProcessHandle.of(pid()).flatMap(OsProcess::startOf).map(at -> new NodesFile.Started(pid(), at));
    }

    /** Asks the process to end (SIGTERM). */
    void terminate() {
        signalled(false);
    }

    /** Ends the process (SIGKILL). */
    void kill() {
        signalled(true);
    }

    /** Ends everything in its process group: the end of the watchdog's input makes it do that. */
    void killGroup() {
        try {
            watchdog.getOutputStream().close();
        } catch (IOException e) {
            watchdog.destroyForcibly();
        }
    }

    private void signalled(boolean forcibly) {
        if (!exit.isDone()) {
            ProcessHandle.of(pid()).ifPresent(process -> {
                if (forcibly) {
                    process.destroyForcibly();
                } else {
                    process.destroy();
                }
            });
        }
    }

    private void awaitPid() {
        boolean known = false;
        try {
            Deadline.after(SPAWN)
                    .await(
                            pid,
                            () -> Failure.doing("starting " + name)
                                    .expected("its process within " + SPAWN.toSeconds() + " s")
                                    .seen("no word from the shell that starts it")
                                    .log(log, lastLines(5))
                                    .build());
            known = true;
        } catch (ExecutionException e) {
            throw new HostException(
                    Failure.doing("starting " + name)
                            .expected("a process")
                            .seen("the shell that starts it ended at once")
                            .log(log, lastLines(5))
                            .build(),
                    e);
        } finally {
            if (!known) {
                killGroup();
                // What it may have started must not write to a folder that is about to go.
                Uninterrupted.run("end " + name, () -> awaitExit(KILL));
            }
        }
    }

    /** Hears of the process's start and end from the watchdog. */
    private void listen() {
        @Nullable String status = null;
        try (BufferedReader lines = watchdog.inputReader()) {
            String first = lines.readLine();
            if (first != null) {
                pid.complete(Long.parseLong(first));
                status = lines.readLine();
            }
        } catch (IOException | NumberFormatException e) {
            pid.completeExceptionally(e);
        }
        pid.completeExceptionally(new IOException("no pid"));
        watchdog.onExit().join();
        exit.complete(status == null ? KILLED : Integer.parseInt(status));
    }
}
