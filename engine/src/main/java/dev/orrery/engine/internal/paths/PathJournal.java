package dev.orrery.engine.internal.paths;

import dev.orrery.base.HostException;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.stages.StageLog;
import dev.orrery.spec.RelayerSpec;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an embedded relayer says, in the log of its path. That the log cannot be written never stops a relayer. */
public final class PathJournal implements Consumer<String>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PathJournal.class);

    private final StageLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    PathJournal(BackendSession session, String path) {
        this.log = session.log(new RelayerId(path, RelayerSpec.Kind.EMBEDDED.label()));
    }

    @Override
    public void accept(String line) {
        lock.lock();
        try {
            if (!over) {
                log.line(line);
            }
        } catch (HostException e) {
            over = true;
            LOG.warn("the log of a path ends here: {}", e.failure().headline());
        } finally {
            lock.unlock();
        }
    }

    /** What is said from now on is lost, as it is with a transaction that was under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            log.close();
        } finally {
            lock.unlock();
        }
    }
}
