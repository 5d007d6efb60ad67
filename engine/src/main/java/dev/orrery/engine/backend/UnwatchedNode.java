package dev.orrery.engine.backend;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A node that somebody else starts, watches, and starts again: for who is here it never ends, and its log is not here. */
public final class UnwatchedNode implements RunningNode {
    private final CountDownLatch over;

    /** @param over ends all waiting for it */
    public UnwatchedNode(CountDownLatch over) {
        this.over = over;
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public OptionalInt awaitExit(Duration atMost) {
        try {
            if (over.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw cancelled("its network is closed", null);
            }
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled("an interrupt", e);
        }
    }

    private static CancelledException cancelled(String seen, @org.jspecify.annotations.Nullable Throwable cause) {
        Failure failure = Failure.doing("waiting for a node").seen(seen).build();
        return cause == null ? new CancelledException(failure) : new CancelledException(failure, cause);
    }

    @Override
    public Path log() {
        return Path.of("");
    }

    @Override
    public List<String> lastLines(int atMost) {
        return List.of();
    }
}
