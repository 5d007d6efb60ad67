package dev.orrery.tests.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several things at the same time, since most of what a cluster does is waiting. */
final class AtOnce {
    private AtOnce() {}

    /** Returns when all have ended, with the failure of the first that has one. */
    static void run(List<Runnable> all) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            all.forEach(one -> running.add(threads.submit(one)));
            for (Future<?> one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(e.getCause().getMessage(), e.getCause());
                }
            }
        }
    }
}
