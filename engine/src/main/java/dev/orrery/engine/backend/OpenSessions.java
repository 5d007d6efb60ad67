package dev.orrery.engine.backend;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The networks of one backend that this JVM owns, by folder. They are stopped, all at once, when it is asked to end (SIGTERM,
 * SIGINT, exit). For backends, which keep one each. Thread-safe.
 */
public final class OpenSessions<S extends BackendSession> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, S> open = new HashMap<>();
    private final String thread;
    private boolean hooked;
    private boolean ending;

    /** @param thread the name of the thread that stops them */
    public OpenSessions(String thread) {
        this.thread = thread;
    }

    /** @throws CancelledException if the JVM is ending already */
    public void add(Path folder, S session) {
        lock.lock();
        try {
            if (!ending && !hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, thread));
                hooked = true;
            }
            if (ending) {
                throw ending();
            }
            open.put(folder, session);
        } catch (IllegalStateException e) {
            throw ending();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a session that is closed. */
    public void remove(Path folder) {
        lock.lock();
        try {
            open.remove(folder);
        } finally {
            lock.unlock();
        }
    }

    /** The session of a folder, if it is this JVM's. */
    public Optional<S> of(Path folder) {
        lock.lock();
        try {
            return Optional.ofNullable(open.get(folder));
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() {
        List<S> sessions;
        lock.lock();
        try {
            ending = true;
            sessions = List.copyOf(open.values());
        } finally {
            lock.unlock();
        }
        List<Thread> closing = sessions.stream()
                .map(session -> Thread.ofPlatform().start(session::close))
                .toList();
        for (Thread one : closing) {
            try {
                one.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CancelledException ending() {
        return new CancelledException(
                Failure.doing("starting a network").seen("this JVM is ending").build());
    }
}
