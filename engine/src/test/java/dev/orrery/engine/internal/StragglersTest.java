package dev.orrery.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.NodeLayout;
import dev.orrery.engine.plan.Plans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), SOON);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> fourth = threads.submit(() -> {
                assertThatThrownBy(() -> await(stragglers, 3, this::hangs))
                        .isInstanceOf(StageException.class)
                        .hasMessageContaining("late");
                return Thread.currentThread().isInterrupted() ? "interrupted" : "as if nothing had been";
            });
            for (int i : List.of(0, 1, 2)) {
                assertThat(await(stragglers, i, () -> "block")).isEqualTo("block");
            }

            assertThat(fourth.get(30, TimeUnit.SECONDS)).isEqualTo("as if nothing had been");
        }
    }

    @Test
    void aFullNodeIsWaitedForAsLongAsItTakes() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), SOON);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch calledOff = new CountDownLatch(1);
            CountDownLatch block = new CountDownLatch(1);
            Future<String> full = threads.submit(() -> await(stragglers, 4, () -> {
                awaits(block);
                return "block";
            }));
            threads.execute(() -> {
                try {
                    await(stragglers, 3, this::hangs);
                } catch (StageException e) {
                    calledOff.countDown();
                }
            });
            for (int i : List.of(0, 1, 2)) {
                await(stragglers, i, () -> "block");
            }
            assertThat(calledOff.await(30, TimeUnit.SECONDS)).isTrue();
            block.countDown();

            assertThat(full.get(30, TimeUnit.SECONDS)).isEqualTo("block");
        }
    }

    @Test
    void anInterruptFromElsewhereStaysOne() throws Exception {
        try (Stragglers stragglers = new Stragglers(new Quorum(CHAIN), NEVER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<?> first = threads.submit(() -> assertThatThrownBy(() -> await(stragglers, 0, () -> {
                        begun.countDown();
                        return hangs();
                    }))
                    .isInstanceOf(CancelledException.class));
            begun.await();
            threads.shutdownNow();

            first.get(30, TimeUnit.SECONDS);
        }
    }

    private static String await(Stragglers stragglers, int node, Supplier<String> firstBlock) {
        NodeLayout layout = CHAIN.nodes().get(node);
        return stragglers.await(
                layout,
                firstBlock,
                after ->
                        new StageException(Failure.doing("waiting").seen("late").build()));
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
