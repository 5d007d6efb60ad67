package dev.orrery.client.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits until a gRPC channel has a connection, by the channel's own news of its state. */
final class GrpcOpening {
    /** Nothing tells that a port is listened on, and gRPC by itself tries ever more seldom, soon only every few seconds. */
    private static final Duration RETRY = Duration.ofMillis(250);

    private GrpcOpening() {}

    /**
     * @param channel throws if it was closed meanwhile
     * @return whether there was a connection before the deadline
     */
    static boolean await(Supplier<ManagedChannel> channel, Deadline deadline, Failure onCancel) {
        while (true) {
            ManagedChannel open = channel.get();
            ConnectivityState state = open.getState(true);
            if (state == ConnectivityState.READY) {
                return true;
            }
            if (deadline.passed()) {
                return false;
            }
            CountDownLatch changed = new CountDownLatch(1);
            open.notifyWhenStateChanged(state, changed::countDown);
            try {
                if (!changed.await(deadline.atMost(RETRY).remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                    open.resetConnectBackoff();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(onCancel, e);
            }
        }
    }
}
