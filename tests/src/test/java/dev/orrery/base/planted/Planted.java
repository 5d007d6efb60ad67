package dev.orrery.base.planted;

import dev.orrery.base.planted.other.OtherPlanted;
import dev.orrery.client.internal.AbciTransport;
import dev.orrery.network.Network;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Breaks every rule of the architecture, in a package that looks like one of {@code base}: the rules must see it. */
public final class Planted {
    public @Nullable Network arrow;
    public @Nullable AbciTransport internal;
    public @Nullable OtherPlanted cycle;

    public synchronized void sleeps() throws InterruptedException {
        Thread.sleep(1);
        TimeUnit.MILLISECONDS.sleep(1);
        LockSupport.parkNanos(1);
    }

    public void prints() {
        System.out.println("here");
    }

    public void generic() {
        throw new IllegalStateException("something went wrong");
    }

    public void future(java.util.concurrent.CompletableFuture<String> answer) {
        answer.complete("");
    }
}
