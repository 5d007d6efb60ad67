package dev.orrery.base;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs what must come to its end even if the caller is interrupted, whose files and locks that would close. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Returns when the work is done; the interrupt is set again then. */
    public static void run(String name, Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        Thread.ofPlatform().name(name).start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
