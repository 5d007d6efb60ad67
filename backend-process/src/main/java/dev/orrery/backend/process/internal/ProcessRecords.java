package dev.orrery.backend.process.internal;

import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What a session has started, in its folder too, so that a later owner can end what a crash left. Thread-safe. */
final class ProcessRecords {
    private final NetworkFolder folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<SupervisedProcess> processes = new ArrayList<>();
    private NodesFile file = NodesFile.EMPTY;

    ProcessRecords(NetworkFolder folder) {
        this.folder = folder;
    }

    void expect(List<NodeId> nodes) {
        write(before -> before.with(nodes));
    }

    void expect(RelayerId relayer) {
        write(before -> before.with(relayer, Optional.empty()));
    }

    void expect(CompanionId companion) {
        write(before -> before.with(companion, Optional.empty()));
    }

    void started(CompanionId companion, SupervisedProcess process) {
        add(process);
        write(before -> before.with(companion, process.started()));
    }

    void started(NodeId node, SupervisedProcess process) {
        add(process);
        write(before -> before.with(node, process.started()));
    }

    void started(RelayerId relayer, SupervisedProcess process) {
        add(process);
        write(before -> before.with(relayer, process.started()));
    }

    /** Every process so far, also those that have ended. */
    List<SupervisedProcess> processes() {
        lock.lock();
        try {
            return List.copyOf(processes);
        } finally {
            lock.unlock();
        }
    }

    private void add(SupervisedProcess process) {
        lock.lock();
        try {
            processes.add(process);
        } finally {
            lock.unlock();
        }
    }

    private void write(UnaryOperator<NodesFile> change) {
        lock.lock();
        try {
            file = change.apply(file);
            folder.write(file);
        } finally {
            lock.unlock();
        }
    }
}
