package dev.orrery.ibc.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Does several things at the same time. */
public final class Together {
    /** Longer than the connections give any single question. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Together() {}

    /**
     * The answers to questions to nodes, in the order of the questions. A node takes them from its connection one after the
     * other; so none waits for the way of the answer before it.
     */
    public static <T> List<T> ask(String doing, List<Supplier<T>> questions) {
        return get(Deadline.after(PATIENCE), doing, questions);
    }

    /** What comes of the answers to two questions. */
    public static <A, B, R> R ask(String doing, Supplier<A> first, Supplier<B> second, BiFunction<A, B, R> then) {
        FutureTask<B> other = new FutureTask<>(second::get);
        Thread.ofVirtual().name(doing).start(other);
        try {
            A answer = first.get();
            return then.apply(answer, await(other, Deadline.after(PATIENCE), doing));
        } finally {
            other.cancel(true);
        }
    }

    /** The results in the order of the things; the first failure of one ends the others. */
    public static <T> List<T> get(Deadline deadline, String doing, List<Supplier<T>> things) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<T>> futures =
                    things.stream().map(thing -> threads.submit(thing::get)).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(await(future, deadline, doing));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T await(Future<T> future, Deadline deadline, String doing) {
        try {
            return deadline.await(
                    future,
                    () -> Failure.doing(doing)
                            .expected("an end within " + deadline.total())
                            .seen("none")
                            .build());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OrreryException known) {
                throw known;
            }
            throw new AssertionError(doing + " failed in an unforeseen way", e.getCause());
        }
    }
}
