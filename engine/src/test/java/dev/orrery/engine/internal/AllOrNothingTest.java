package dev.orrery.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AllOrNothingTest {
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();

    @Test
    void tasksRunSideBySideAndHaveAllEndedAfterwards() {
        CyclicBarrier meeting = new CyclicBarrier(3);
        Runnable task = () -> {
            uninterrupted(() -> meeting.await(30, TimeUnit.SECONDS));
            ended.add("met");
        };

        AllOrNothing.run(List.of(task, task, task));

        assertThat(ended).containsExactly("met", "met", "met");
    }

    @Test
    void nothingToDoIsDone() {
        AllOrNothing.run(List.of());

        assertThat(ended).isEmpty();
    }

    @Test
    void theFirstFailureIsToldAfterTheOthersWereEnded() {
        CountDownLatch waiting = new CountDownLatch(2);
        StageException first =
                new StageException(Failure.doing("starting hub/val2").build());

        assertThatThrownBy(() -> AllOrNothing.run(List.of(endless(waiting), endless(waiting), () -> {
                    uninterrupted(() ->
                            assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue());
                    throw first;
                })))
                .isSameAs(first);
        assertThat(ended).containsExactly("interrupted", "interrupted");
    }

    @Test
    void anInterruptionOfTheCallerEndsAllTasksAndStaysVisible() {
        CountDownLatch waiting = new CountDownLatch(2);
        Thread caller = Thread.currentThread();
        Runnable interrupting = () -> {
            uninterrupted(() -> assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue());
            caller.interrupt();
        };
        try {
            assertThatThrownBy(() -> AllOrNothing.run(List.of(endless(waiting), endless(waiting), interrupting)))
                    .isInstanceOf(CancelledException.class);
            assertThat(ended).containsExactly("interrupted", "interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatNoTaskMayThrowIsToldWithItsCause() {
        AssertionError bug = new AssertionError("a bug");

        assertThatThrownBy(() -> AllOrNothing.run(List.of(() -> {
                    throw bug;
                })))
                .isInstanceOf(AssertionError.class)
                .hasCause(bug);
    }

    /** Waits until it is interrupted, and then fails too. */
    private Runnable endless(CountDownLatch waiting) {
        return () -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.add("interrupted");
                throw new CancelledException(Failure.doing("waiting").build(), e);
            }
        };
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private static void uninterrupted(Waiting waiting) {
        try {
            waiting.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
