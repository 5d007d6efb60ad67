package dev.orrery.cli.terminal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ctrl-C, SIGTERM and SIGHUP, as an interruption of the command's own thread, which then ends in its own way and with its
 * own exit status. The virtual machine would end with 128 + n otherwise. Thread-safe.
 */
public final class StopSignal {
    /** Stopping has deadlines of its own; this one is for a command that hangs in spite of them. */
    private static final int PATIENCE_SECONDS = 120;

    private final Thread command;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> listeners = new ArrayList<>();
    private final CountDownLatch received = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger exitStatus = new AtomicInteger(ExitStatus.FAILED);

    public StopSignal(Thread command) {
        this.command = command;
    }

    /** Takes over what the virtual machine does on these signals. */
    public void install() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            if (finished.getCount() == 0) {
                return;
            }
            raise();
            try {
                boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                Runtime.getRuntime().halt(inTime ? exitStatus.get() : ExitStatus.FAILED);
            } catch (InterruptedException e) {
                Runtime.getRuntime().halt(ExitStatus.FAILED);
            }
        }));
    }

    /** Does what a signal does. */
    public void raise() {
        lock.lock();
        try {
            if (received.getCount() == 0) {
                return;
            }
            received.countDown();
            listeners.forEach(Runnable::run);
            command.interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Has something done at the signal, before the command is interrupted; at once if the signal was there already. */
    public void onSignal(Runnable listener) {
        lock.lock();
        try {
            if (received.getCount() == 0) {
                listener.run();
            } else {
                listeners.add(listener);
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean wasReceived() {
        return received.getCount() == 0;
    }

    /** Blocks until the signal comes. Afterwards the command's thread is not interrupted any more, so that it can tidy up. */
    public void await(String doing) {
        try {
            received.await();
        } catch (InterruptedException e) {
            if (!wasReceived()) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing(doing).seen("interrupted").build(), e);
            }
        }
        lock.lock();
        try {
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** The command has ended, and how. */
    public void finished(int status) {
        exitStatus.set(status);
        finished.countDown();
    }
}
