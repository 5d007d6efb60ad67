package dev.orrery.benchmarks.relay;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hermes, run by hand with the configuration that a path's own Hermes has. */
final class HermesProgram {
    private final Path program;
    private final Path config;

    /** @param folder of the path's Hermes */
    HermesProgram(Path program, Path folder) {
        this.program = program;
        this.config = folder.resolve("home/config.toml");
    }

    /**
     * Opens a channel with new clients and a new connection.
     *
     * @return how long it took
     * @throws HostException if it fails, or has not ended in time
     */
    Duration createChannel(String a, String b, Deadline deadline) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                        program.toString(),
                        "--config",
                        config.toString(),
                        "create",
                        "channel",
                        "--a-chain",
                        a,
                        "--b-chain",
                        b,
                        "--a-port",
                        "transfer",
                        "--b-port",
                        "transfer",
                        "--new-client-connection",
                        "--yes"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Failure.Builder failure = Failure.doing("running " + String.join(" ", command.command()))
                .expected("status 0 within " + deadline.total());
        long start = System.nanoTime();
        try {
            Process process = command.start();
            try {
                boolean ended = process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                if (!ended || process.exitValue() != 0) {
                    throw new HostException(failure.seen(ended ? "status " + process.exitValue() : "it still runs")
                            .build());
                }
            } finally {
                process.destroyForcibly();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (IOException e) {
            throw new HostException(failure.seen(e.toString()).build(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(failure.seen("an interrupt").build(), e);
        }
    }
}
