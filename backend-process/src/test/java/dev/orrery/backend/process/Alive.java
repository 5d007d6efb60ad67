package dev.orrery.backend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Knows when the last of a family of processes is gone: all of them have a named pipe open, whose end the kernel tells at
 * once, even of processes that nobody has reaped yet.
 */
public final class Alive {
    private final Path pipe;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    public Alive(Path pipe) throws Exception {
        this.pipe = pipe;
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /** The beginning of a shell script: opens the pipe for the shell and all that it starts. */
    public String open() {
        return "exec 9>'" + pipe + "'; ";
    }

    /** What tells that the script has come this far. */
    public String tellUp() {
        return "echo up >&9; ";
    }

    public void awaitUp() throws InterruptedException {
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("up");
    }

    /** The design's promise: gone within 2 s. */
    public void awaitGone() throws InterruptedException {
        assertThat(heard.poll(2, TimeUnit.SECONDS)).isEqualTo("gone");
    }

    public boolean isGone() {
        return "gone".equals(heard.peek());
    }

    private void listen() {
        try (BufferedReader lines = Files.newBufferedReader(pipe)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
            }
            heard.add("gone");
        } catch (IOException e) {
            heard.add(e.toString());
        }
    }
}
