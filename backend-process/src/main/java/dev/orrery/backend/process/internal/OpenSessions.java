package dev.orrery.backend.process.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The networks that this JVM owns, by folder. They are stopped when it is asked to end (SIGTERM, SIGINT, exit). */
final class OpenSessions {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Path, ProcessSession> OPEN = new HashMap<>();
    private static boolean hooked;
    private static boolean ending;

    private OpenSessions() {}

    static void add(Path folder, ProcessSession session) {
        LOCK.lock();
        try {
            if (!ending && !hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(OpenSessions::closeAll, "orrery stop"));
                hooked = true;
            }
            if (ending) {
                throw ending();
            }
            OPEN.put(folder, session);
        } catch (IllegalStateException e) {
            throw ending();
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(Path folder) {
        LOCK.lock();
        try {
            OPEN.remove(folder);
        } finally {
            LOCK.unlock();
        }
    }

    static Optional<ProcessSession> of(Path folder) {
        LOCK.lock();
        try {
            return Optional.ofNullable(OPEN.get(folder));
        } finally {
            LOCK.unlock();
        }
    }

    private static void closeAll() {
        List<ProcessSession> sessions;
        LOCK.lock();
        try {
            ending = true;
            sessions = List.copyOf(OPEN.values());
        } finally {
            LOCK.unlock();
        }
        List<Thread> closing = new ArrayList<>();
        for (ProcessSession session : sessions) {
            closing.add(Thread.ofPlatform().start(session::close));
        }
        for (Thread thread : closing) {
            try {
                thread.join();
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
