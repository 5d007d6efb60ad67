package dev.orrery.ibc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which tasks are under way to a chain, and from which of its blocks on one that failed is tried again. Time is counted in
 * blocks of the chain that is told, so that a chain that halts costs no attempt. Thread-safe.
 */
final class Attempts {
    private static final int LONGEST_PAUSE = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RelayTask.Key, Attempt> attempts = new HashMap<>();

    /** @param notBefore the block from which on it may be tried again */
    private record Attempt(boolean underWay, String channel, boolean ordered, long notBefore, int failures) {}

    /** Forgets what is no task any more, and returns what may be tried at this block. */
    List<RelayTask> free(List<RelayTask> tasks, long block) {
        lock.lock();
        try {
            Set<RelayTask.Key> keys = new HashSet<>();
            tasks.forEach(task -> keys.add(task.key()));
            attempts.entrySet().removeIf(entry -> !entry.getValue().underWay && !keys.contains(entry.getKey()));
            Set<String> busy = new HashSet<>();
            attempts.values().stream()
                    .filter(attempt -> attempt.ordered && (attempt.underWay || block < attempt.notBefore))
                    .forEach(attempt -> busy.add(attempt.channel));
            List<RelayTask> free = tasks.stream()
                    .filter(task -> {
                        Attempt attempt = attempts.get(task.key());
                        return attempt == null || (!attempt.underWay && block >= attempt.notBefore);
                    })
                    .toList();
            return TaskList.inOrder(free, busy);
        } finally {
            lock.unlock();
        }
    }

    void begin(List<RelayTask> tasks) {
        lock.lock();
        try {
            tasks.forEach(task -> attempts.put(
                    task.key(),
                    new Attempt(true, TaskList.channel(task), task.life().ordered(), 0, failures(task))));
        } finally {
            lock.unlock();
        }
    }

    /** It is done as far as the chain says; whoever follows the chain will see it soon. */
    void done(List<RelayTask> tasks, long notBefore) {
        end(tasks, notBefore, 0);
    }

    /** It can be right a block later. */
    void again(List<RelayTask> tasks, long notBefore) {
        lock.lock();
        try {
            tasks.forEach(task -> end(List.of(task), notBefore, failures(task)));
        } finally {
            lock.unlock();
        }
    }

    /** Whatever became of them, they are not under way any more. */
    void settle(List<RelayTask> tasks) {
        lock.lock();
        try {
            again(
                    tasks.stream()
                            .filter(task -> {
                                Attempt attempt = attempts.get(task.key());
                                return attempt != null && attempt.underWay;
                            })
                            .toList(),
                    0);
        } finally {
            lock.unlock();
        }
    }

    /** It failed, and waits the longer the more often it did. */
    int failed(List<RelayTask> tasks, long block) {
        lock.lock();
        try {
            int most = 0;
            for (RelayTask task : tasks) {
                int failures = failures(task) + 1;
                most = Math.max(most, failures);
                end(List.of(task), block + Math.min(1L << Math.min(failures, 6), LONGEST_PAUSE), failures);
            }
            return most;
        } finally {
            lock.unlock();
        }
    }

    private void end(List<RelayTask> tasks, long notBefore, int failures) {
        lock.lock();
        try {
            tasks.forEach(task -> attempts.put(
                    task.key(),
                    new Attempt(false, TaskList.channel(task), task.life().ordered(), notBefore, failures)));
        } finally {
            lock.unlock();
        }
    }

    private int failures(RelayTask task) {
        Attempt attempt = attempts.get(task.key());
        return attempt == null ? 0 : attempt.failures;
    }
}
