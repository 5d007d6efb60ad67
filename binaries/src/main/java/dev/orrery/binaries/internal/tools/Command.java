package dev.orrery.binaries.internal.tools;

import dev.orrery.base.BinaryException;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of another program, with nothing on its standard input. It ends with the call: at a missed deadline or an
 * interrupt, the program and the processes it started are killed.
 *
 * @param doing what the run is for, as a present participle
 * @param source which binary it is about, as in the network file
 * @param words the program and its arguments
 * @param folder where it runs
 * @param environment its whole environment
 */
public record Command(String doing, String source, List<String> words, Path folder, Map<String, String> environment) {
    private static final int TAIL = 20;

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param out every line of its standard output
     * @param err every line of its standard error
     * @param tail the last lines of both, as they came
     */
    public record Result(int status, List<String> out, List<String> err, List<String> tail) {
        public boolean succeeded() {
            return status == 0;
        }

        public String errors() {
            return String.join("\n", err);
        }
    }

    private record Line(boolean error, @Nullable String text) {}

    public Result run(Deadline deadline) {
        return run(deadline, line -> {});
    }

    /**
     * Runs it to its end, whatever its exit status.
     *
     * @param onLine hears each line on the calling thread
     * @throws BinaryException if it cannot be started
     * @throws DeadlineExceededException if it does not end in time
     * @throws CancelledException if the thread is interrupted
     */
    public Result run(Deadline deadline, Consumer<String> onLine) {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        Deque<String> tail = new ArrayDeque<>();
        Process process = start();
        boolean ended = false;
        try {
            BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
            follow(process.inputReader(), false, lines);
            follow(process.errorReader(), true, lines);
            for (int open = 2; open > 0; ) {
                Line line = lines.poll(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new DeadlineExceededException(missed(deadline, tail));
                }
                String text = line.text();
                if (text == null) {
                    open--;
                    continue;
                }
                (line.error() ? err : out).add(text);
                tail.addLast(text);
                if (tail.size() > TAIL) {
                    tail.removeFirst();
                }
                onLine.accept(text);
            }
            if (!process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DeadlineExceededException(missed(deadline, tail));
            }
            ended = true;
            return new Result(process.exitValue(), out, err, List.copyOf(tail));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing(doing).where(source).seen("interrupted").build(), e);
        } finally {
            if (!ended) {
                kill(process);
            }
        }
    }

    private Process start() {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            String seen = String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
            Failure.Builder failure = Failure.doing(doing)
                    .where(source)
                    .expected("`" + Shell.join(words) + "` to start")
                    .seen(seen);
            if (seen.contains("No such file or directory")) {
                failure.hint(
                        "the file is there, so its interpreter or loader is missing: a script's #! line names a program"
                                + " that is not here, or the binary was linked against another C library");
            }
            throw new BinaryException(failure.build(), e);
        }
    }

    private static void follow(BufferedReader reader, boolean error, BlockingQueue<Line> lines) {
        Thread.ofVirtual().start(() -> {
            try (reader) {
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    lines.add(new Line(error, text));
                }
            } catch (IOException e) {
                // The process was killed; what it wrote is of no interest any more.
            } finally {
                lines.add(new Line(error, null));
            }
        });
    }

    private Failure missed(Deadline deadline, Deque<String> tail) {
        return Failure.doing(doing)
                .where(source)
                .expected("`" + Shell.join(words) + "` to end within "
                        + deadline.total().toSeconds() + " s")
                .seen(tail.isEmpty() ? "still running, nothing printed" : "still running; last line: " + tail.getLast())
                .build();
    }

    /** Children first seen, parent killed first: it can start no more of them. */
    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
