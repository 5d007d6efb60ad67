package dev.orrery.ibc.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does several things at the same time. */
public final class Together {
    private Together() {}

    /** The results in the order of the things; the first failure of one ends the others. */
    public static <T> List<T> get(Deadline deadline, String doing, List<Supplier<T>> things) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<T>> futures =
                    things.stream().map(thing -> threads.submit(thing::get)).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(deadline.await(
                        future,
                        () -> Failure.doing(doing)
                                .expected("an end within " + deadline.total())
                                .seen("none")
                                .build()));
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrreryException known) {
                throw known;
            }
            throw new AssertionError(doing + " failed in an unforeseen way", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
