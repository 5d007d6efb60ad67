package dev.orrery.binaries.internal.store;

import dev.orrery.binaries.BuildProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the progress of one binary, each change once. Used by one thread. */
public final class Steps {
    private final String source;
    private final BuildProgress progress;
    private final long startNanos = System.nanoTime();
    private @Nullable String last;

    public Steps(String source, BuildProgress progress) {
        this.source = source;
        this.progress = progress;
    }

    public String source() {
        return source;
    }

    public void step(String step) {
        if (!step.equals(last)) {
            last = step;
            progress.onStep(source, step, Duration.ofNanos(System.nanoTime() - startNanos));
        }
    }
}
