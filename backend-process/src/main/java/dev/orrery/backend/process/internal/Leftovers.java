package dev.orrery.backend.process.internal;

import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import java.util.Optional;

/** What an owner that did not end in peace has left. */
final class Leftovers {
    private Leftovers() {}

    /** Removes the folder, unless a new owner has taken it meanwhile. */
    static void remove(NetworkFolder folder, Deadline deadline) {
        Optional<FileLock> lock = FileLock.tryAcquire(folder.lock());
        if (lock.isPresent()) {
            try (FileLock held = lock.get()) {
                endProcesses(folder, deadline);
                folder.delete();
            }
        }
    }

    /** Makes sure that no node and no relayer survives; the watchdogs have seen to that, unless somebody killed them too. */
    static void endProcesses(NetworkFolder folder, Deadline deadline) {
        for (NodesFile.Owned owned : folder.nodes().orElse(NodesFile.EMPTY).processes()) {
            if (!OsProcess.kill(owned.process(), deadline)) {
                throw new DeadlineExceededException(Failure.doing("ending what a crash left of " + folder.name())
                        .expected("that " + owned.owner() + " ends")
                        .seen("its process " + owned.process().pid() + " is still there after SIGKILL")
                        .build());
            }
        }
    }
}
