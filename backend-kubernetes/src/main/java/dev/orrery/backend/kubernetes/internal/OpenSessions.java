package dev.orrery.backend.kubernetes.internal;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The networks that this JVM owns, by folder. They are stopped when it is asked to end (SIGTERM, SIGINT, exit). */
final class OpenSessions {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Path, ClusterSession> OPEN = new HashMap<>();
    private static @Nullable Thread hook;
    private static boolean ending;

    private OpenSessions() {}

    static void add(Path folder, ClusterSession session) {
        LOCK.lock();
        try {
            if (ending) {
                throw ending();
            }
            if (hook == null) {
                Thread closing = new Thread(OpenSessions::closeAll, "orrery stop pods");
                Runtime.getRuntime().addShutdownHook(closing);
                hook = closing;
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

    static Optional<ClusterSession> of(Path folder) {
        LOCK.lock();
        try {
            return Optional.ofNullable(OPEN.get(folder));
        } finally {
            LOCK.unlock();
        }
    }

    private static void closeAll() {
        List<ClusterSession> sessions;
        LOCK.lock();
        try {
            ending = true;
            sessions = List.copyOf(OPEN.values());
        } finally {
            LOCK.unlock();
        }
        List<Thread> closing = sessions.stream()
                .map(session -> Thread.ofPlatform().start(session::close))
                .toList();
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
