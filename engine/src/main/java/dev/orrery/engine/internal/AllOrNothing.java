package dev.orrery.engine.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks side by side on virtual threads; the first that fails ends the others, and its failure is the one told. */
public final class AllOrNothing {
    private AllOrNothing() {}

    public static void run(List<Runnable> tasks) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Boolean> done = new ExecutorCompletionService<>(executor);
            tasks.forEach(task -> done.submit(task, true));
            try {
                for (int i = 0; i < tasks.size(); i++) {
                    done.take().get();
                }
            } catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing("bringing the network up")
                                .seen("interrupted")
                                .build(),
                        e);
            } catch (ExecutionException e) {
                executor.shutdownNow();
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new AssertionError("a task threw what no task may throw", e.getCause());
            }
        }
    }
}
