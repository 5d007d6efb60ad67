package dev.orrery.engine.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Plans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Four validators with the same power, of which three are enough. */
class StragglersTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final ChainLayout CHAIN = Plans.layout(Plans.spec("""
        version: 1
        name: net
        chains:
          hub: { binary: { path: ./simd }, validators: 4, fullNodes: 1 }
        """)).chain("hub");

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void whoIsNotThereInGoodTimeAfterTheOthersIsNotWaitedFor() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), SOON, NEVER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> fourth = threads.submit(() -> {
                assertThatThrownBy(() -> await(stragglers, 3, answers -> hangs()))
                        .isInstanceOf(StageException.class)
                        .hasMessageContaining("late");
                return Thread.currentThread().isInterrupted() ? "interrupted" : "as if nothing had been";
            });
            for (int i : List.of(0, 1, 2)) {
                assertThat(await(stragglers, i, answers -> "block")).isEqualTo("block");
            }

            assertThat(fourth.get(30, TimeUnit.SECONDS)).isEqualTo("as if nothing had been");
        }
    }

    @Test
    void aFullNodeIsWaitedForAsLongAsItTakes() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), SOON, NEVER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch calledOff = new CountDownLatch(1);
            CountDownLatch block = new CountDownLatch(1);
            Future<String> full = threads.submit(() -> await(stragglers, 4, answers -> {
                awaits(block);
                return "block";
            }));
            threads.execute(() -> {
                try {
                    await(stragglers, 3, answers -> hangs());
                } catch (StageException e) {
                    calledOff.countDown();
                }
            });
            for (int i : List.of(0, 1, 2)) {
                await(stragglers, i, answers -> "block");
            }
            assertThat(calledOff.await(30, TimeUnit.SECONDS)).isTrue();
            block.countDown();

            assertThat(full.get(30, TimeUnit.SECONDS)).isEqualTo("block");
        }
    }

    /** Two of four hang: none of the others will have a block, so nothing but what they answer tells. */
    @Test
    void whoDoesNotAnswerIsNotWaitedForWhereTheOthersAreTooFew() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), NEVER, SOON);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch interrupted = new CountDownLatch(2);
            for (int i : List.of(0, 1)) {
                threads.execute(() -> {
                    try {
                        await(stragglers, i, answers -> {
                            answers.run();
                            return hangs();
                        });
                    } catch (CancelledException e) {
                        interrupted.countDown();
                    }
                });
            }
            for (int i : List.of(2, 3)) {
                assertThatThrownBy(() -> await(stragglers, i, answers -> hangs()))
                        .isInstanceOf(StageException.class)
                        .hasMessageContaining("silent");
            }
            assertThat(interrupted.getCount()).isEqualTo(2);
            threads.shutdownNow();
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A slow start is no silence: as long as one after the other answers, all are waited for. */
    @Test
    void whoAnswersIsWaitedForAsLongAsItTakes() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), NEVER, SOON);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch block = new CountDownLatch(1);
            CountDownLatch calledOff = new CountDownLatch(1);
            List<Future<String>> answering = List.of(0, 1, 2).stream()
                    .map(i -> threads.submit(() -> await(stragglers, i, answers -> {
                        answers.run();
                        awaits(block);
                        return "block";
                    })))
                    .toList();
            threads.execute(() -> {
                try {
                    await(stragglers, 3, answers -> hangs());
                } catch (CancelledException e) {
                    calledOff.countDown();
                }
            });
            // Three are enough, whatever the fourth does.
            assertThat(calledOff.await(10 * SOON.toMillis(), TimeUnit.MILLISECONDS))
                    .isFalse();
            block.countDown();

            for (Future<String> node : answering) {
                assertThat(node.get(30, TimeUnit.SECONDS)).isEqualTo("block");
            }
            threads.shutdownNow();
        }
    }

    @Test
    void anInterruptFromElsewhereStaysOne() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), NEVER, NEVER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<?> first = threads.submit(() -> assertThatThrownBy(() -> await(stragglers, 0, answers -> {
                        begun.countDown();
                        return hangs();
                    }))
                    .isInstanceOf(CancelledException.class));
            begun.await();
            threads.shutdownNow();

            first.get(30, TimeUnit.SECONDS);
        }
    }

    private static String await(Stragglers stragglers, int node, Function<Runnable, String> firstBlock) {
        return stragglers.await(
                CHAIN.nodes().get(node),
                firstBlock,
                late -> new StageException(Failure.doing("waiting")
                        .seen(late.blocks() ? "late" : "silent")
                        .build()));
    }

    private String hangs() {
        awaits(never);
        return "never";
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(Failure.doing("waiting").build(), e);
        }
    }
}
