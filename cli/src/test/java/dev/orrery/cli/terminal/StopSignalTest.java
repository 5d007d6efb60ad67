package dev.orrery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopSignalTest {
    @Test
    void wakesTheCommandWhichCanThenTidyUpUndisturbed() throws Exception {
        CompletableFuture<StopSignal> waiting = new CompletableFuture<>();
        CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            StopSignal stop = new StopSignal(Thread.currentThread());
            waiting.complete(stop);
            stop.await("running");
            interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
        });

        StopSignal stop = waiting.get();
        stop.raise();

        assertThat(interruptedAfterwards.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(stop.wasReceived()).isTrue();
    }

    @Test
    void tellsItsListenersOnceAlsoThoseThatComeLate() {
        Thread other = Thread.ofPlatform().unstarted(() -> {});
        StopSignal stop = new StopSignal(other);
        List<String> heard = new ArrayList<>();
        stop.onSignal(() -> heard.add("early"));

        stop.raise();
        stop.raise();
        stop.onSignal(() -> heard.add("late"));

        assertThat(heard).containsExactly("early", "late");
    }
}
