package dev.orrery.benchmarks.measure;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that run because of this program, so that none outlives it, whatever ends it. */
public final class Started {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> List.copyOf(RUNNING).forEach(Started::end)));
    }

    private Started() {}

    public static Process remember(Process process) {
        RUNNING.add(process);
        return process;
    }

    /** Waits for the end that a process comes to by itself. */
    public static int awaitEnd(Process process) {
        try {
            int status = process.waitFor();
            RUNNING.remove(process);
            return status;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends a process and all that it started: SIGTERM, and SIGKILL for those that do not care. */
    public static void end(Process process) {
        end(List.of(process));
    }

    /** Ends several at the same time. */
    public static void end(Collection<Process> processes) {
        List<ProcessHandle> all = new ArrayList<>();
        for (Process process : processes) {
            process.descendants().forEach(all::add);
            all.add(process.toHandle());
        }
        all.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                all.forEach(ProcessHandle::destroyForcibly);
                throw interrupted(e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                handle.destroyForcibly();
                handle.onExit().join();
            }
        }
        RUNNING.removeAll(processes);
    }

    private static CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(
                Failure.doing("measuring").seen("interrupted").build(), e);
    }
}
