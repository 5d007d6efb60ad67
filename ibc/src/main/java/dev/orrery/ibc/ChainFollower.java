package dev.orrery.ibc;

import dev.orrery.base.CancelledException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.rpc.Head;
import dev.orrery.ibc.internal.EventReader;
import dev.orrery.ibc.internal.SeenEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads every block of one end's chain as it comes, without a gap: after the connection was lost, from the block after the
 * last one that was read.
 */
final class ChainFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);
    private static final Duration BETWEEN_BLOCKS = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final PathEnd end;
    private final Consumer<Head> onHeader;
    private final BiConsumer<List<SeenEvent>, Head> onBlock;
    private final Runnable onGap;
    private final Consumer<String> journal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition passing = lock.newCondition();
    private final Head start;
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * Begins after the chain's newest block.
     *
     * @param onHeader called when a block is there and all before it are read
     * @param onBlock called with what is in a block
     * @param onGap called when blocks that were not read are gone from the node
     * @param journal told when the chain is lost, and found again
     * @throws ChainException if the chain cannot be reached
     */
    ChainFollower(
            PathEnd end,
            Consumer<Head> onHeader,
            BiConsumer<List<SeenEvent>, Head> onBlock,
            Runnable onGap,
            Consumer<String> journal) {
        this.journal = journal;
        this.end = end;
        this.onHeader = onHeader;
        this.onBlock = onBlock;
        this.onGap = onGap;
        this.start = end.chain().client().rpc().head();
    }

    Head start() {
        return start;
    }

    void run() {
        lock.lock();
        try {
            thread = Thread.ofVirtual().name("follow " + end).start(this::follow);
        } finally {
            lock.unlock();
        }
    }

    /** Ends at once, also where no block comes. */
    void close() {
        lock.lock();
        try {
            closed = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        try {
            readOn();
        } catch (CancelledException e) {
            LOG.debug("following {} ends", end);
        }
    }

    private void readOn() {
        Head read = start;
        Duration pause = FIRST_PAUSE;
        boolean connected = true;
        while (!isClosed()) {
            try {
                read = next(read);
                if (!connected) {
                    say(Level.INFO, "reached again, at block " + read.height());
                    connected = true;
                }
                pause = FIRST_PAUSE;
            } catch (CancelledException e) {
                throw e;
            } catch (DeadlineExceededException e) {
                LOG.debug("{}: {}", end.chain(), e.failure().headline());
            } catch (OrreryException e) {
                if (isClosed()) {
                    return;
                }
                if (connected) {
                    say(
                            Level.WARN,
                            "lost after block " + read.height() + ", trying again: "
                                    + e.failure().headline());
                    connected = false;
                }
                // A closed port tells nobody when it opens.
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private Head next(Head read) {
        CometRpc rpc = end.chain().client().rpc();
        Head head = rpc.awaitBlock(read.height() + 1, Deadline.after(BETWEEN_BLOCKS));
        if (head.height() == read.height() + 1) {
            onHeader.accept(head);
        }
        for (long height = read.height() + 1; height <= head.height(); height++) {
            List<SeenEvent> events;
            try {
                events = EventReader.inBlock(rpc, height);
            } catch (ChainException e) {
                if (height >= rpc.status().earliestHeight()) {
                    throw e;
                }
                say(Level.WARN, "block " + height + " is gone from the node, looking up what is pending");
                onGap.run();
                onBlock.accept(List.of(), head);
                return head;
            }
            // The time of a block in the middle is not known here; an earlier one never lets a packet time out too
            // soon.
            onBlock.accept(events, height == head.height() ? head : new Head(height, read.time()));
        }
        return head;
    }

    private void say(Level level, String what) {
        String line = end.chain() + ": " + what;
        LOG.atLevel(level).log(line);
        journal.accept(line);
    }

    private void pause(Duration duration) {
        Deadline deadline = Deadline.after(duration);
        Failure waiting = Failure.doing("reaching " + end.chain() + " again").build();
        lock.lock();
        try {
            while (deadline.await(passing, () -> waiting)) {
                // woken for nothing; an interrupt ends it
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody wants to hear of the chain any more, or can. */
    private boolean isClosed() {
        lock.lock();
        try {
            return closed || end.chain().client().isClosed();
        } finally {
            lock.unlock();
        }
    }
}
