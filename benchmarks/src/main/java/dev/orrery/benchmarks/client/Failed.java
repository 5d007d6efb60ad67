package dev.orrery.benchmarks.client;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.OrreryException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What ends a measurement early. */
final class Failed {
    private Failed() {}

    static OrreryException because(String doing, ExecutionException e) {
        if (e.getCause() instanceof OrreryException known) {
            return known;
        }
        return new HostException(
                Failure.doing(doing).seen(String.valueOf(e.getCause())).build(), e);
    }

    static CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(
                Failure.doing("measuring").seen("interrupted").build(), e);
    }

    static HostException program(String doing, int status, List<String> said) {
        return new HostException(Failure.doing(doing)
                .expected("exit status 0")
                .seen("exit status " + status + ": " + String.join(" | ", said))
                .build());
    }
}
