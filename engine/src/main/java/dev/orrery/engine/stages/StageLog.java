package dev.orrery.engine.stages;

import dev.orrery.base.AtomicFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one stage: a line for each thing done, with the time in UTC, to be read while the stage runs, since every
 * line is flushed. Never give it a key. Thread-safe.
 */
public final class StageLog implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ReentrantLock lock = new ReentrantLock();
    private final Writer out;
    private final Path name;

    private StageLog(Writer out, Path name) {
        this.out = out;
        this.name = name;
    }

    /**
     * A log that goes on at the end of a file.
     *
     * @throws dev.orrery.base.HostException if it cannot be written
     */
    public static StageLog append(Path file) {
        try {
            return new StageLog(
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    file);
        } catch (IOException e) {
            throw AtomicFiles.refused("writing the log", file, e);
        }
    }

    /** A log that goes elsewhere: the output of a container. */
    public static StageLog to(Writer out) {
        return new StageLog(new BufferedWriter(out), Path.of("output"));
    }

    /** Writes a line; of a text of several lines, each one. */
    public void line(String text) {
        String time = TIME.format(Instant.now());
        lock.lock();
        try {
            for (String line : text.lines().toList()) {
                out.write(time + " " + line + "\n");
            }
            out.flush();
        } catch (IOException e) {
            throw AtomicFiles.refused("writing the log", name, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            out.close();
        } catch (IOException e) {
            throw AtomicFiles.refused("writing the log", name, e);
        } finally {
            lock.unlock();
        }
    }
}
