package dev.orrery.ibc;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.client.TxResult;
import dev.orrery.client.rpc.Head;
import dev.orrery.client.tx.EncodedMsg;
import dev.orrery.ibc.PacketEvent.Kind;
import dev.orrery.ibc.internal.Refusals;
import dev.orrery.ibc.internal.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells one chain of a path what the other one proves, whenever there is something new. */
final class RelayLane {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLane.class);
    private static final Duration UNTIL_SOMETHING_HAPPENS = Duration.ofHours(1);
    /** What piles up while so many transactions are under way goes into the next ones together. */
    private static final int MOST_UNDER_WAY = 3;

    /** A transaction that turns out to be redundant while it waits is dropped by the node, and never included. */
    private static final Duration INCLUSION = Duration.ofSeconds(10);

    private final PathEnd told;
    private final PathEnd teller;
    private final PathLog log;
    private final RelaySteps steps;
    private final PendingPackets pending;
    private final RelayerOptions options;
    private final TaskList tasks;
    private final Attempts attempts = new Attempts();
    private final ClientRefresh refresh;
    private final AtomicBoolean held;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<List<RelayTask>> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    RelayLane(PathWatch watch, PathEnd told, RelayerOptions options, IntSupplier patience, AtomicBoolean held) {
        this.told = told;
        this.teller = watch.path().opposite(told);
        this.log = watch.log();
        this.steps = new RelaySteps(watch.path());
        this.pending = new PendingPackets(watch.path(), log);
        this.options = options;
        this.tasks = new TaskList(watch.path(), log, told, patience);
        this.refresh = new ClientRefresh(told);
        this.held = held;
    }

    void start() {
        Thread.ofVirtual().name("relay to " + told).start(this::run);
    }

    void close() {
        closed.set(true);
        log.wake();
    }

    /** Waits until no transaction is under way. */
    void awaitIdle(Deadline deadline) {
        Failure failure = Failure.doing("holding the path to " + told)
                .expected("no transaction under way within " + deadline.total())
                .seen("one that is in no block yet")
                .hint("does " + told.chain() + " make blocks?")
                .build();
        while (true) {
            long version = log.version();
            if (underWay() == 0) {
                return;
            }
            if (!log.awaitChange(version, deadline, () -> failure)) {
                throw new DeadlineExceededException(failure);
            }
        }
    }

    /**
     * How many transactions may still change something. One whose tasks another relayer has done meanwhile cannot: the node
     * drops it as redundant, and tells nobody.
     */
    private long underWay() {
        lock.lock();
        try {
            return underWay.stream()
                    .filter(batch -> batch.isEmpty() || !batch.stream().allMatch(log::isSettled))
                    .count();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Failure waiting = Failure.doing("relaying to " + told).build();
        try {
            while (!closed.get()) {
                long version = log.version();
                step();
                log.awaitChange(version, Deadline.after(UNTIL_SOMETHING_HAPPENS), () -> waiting);
            }
        } catch (CancelledException e) {
            LOG.debug("relaying to {} ends", told);
        }
    }

    private void step() {
        Head proof = log.proving(teller);
        long block = log.head(told).height();
        List<RelayTask> free = attempts.free(tasks.at(proof), block);
        for (int from = 0; from < free.size() && underWay() < MOST_UNDER_WAY; from += options.maxMessages()) {
            begin(free.subList(from, Math.min(free.size(), from + options.maxMessages())), proof.height());
        }
        if (options.refreshClients() && refresh.isDue(proof)) {
            inThread(new ArrayList<>(), () -> refresh(proof));
        }
    }

    private void begin(List<RelayTask> batch, long height) {
        attempts.begin(batch);
        boolean begun = inThread(batch, () -> {
            try {
                send(batch, height);
            } finally {
                attempts.settle(batch);
            }
        });
        if (!begun) {
            attempts.again(batch, 0);
        }
    }

    /** Nothing begins once the path is held; whoever holds it waits for what has begun. */
    private boolean inThread(List<RelayTask> batch, Runnable work) {
        lock.lock();
        try {
            if (held.get() || closed.get()) {
                return false;
            }
            underWay.add(batch);
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("relay to " + told + " tx").start(() -> {
            try {
                work.run();
            } catch (OrreryException e) {
                LOG.debug("{} -> {}: {}", teller.chain(), told.chain(), Refusals.words(e));
            } finally {
                lock.lock();
                try {
                    underWay.remove(batch);
                } finally {
                    lock.unlock();
                }
                log.wake();
            }
        });
        return true;
    }

    private void send(List<RelayTask> batch, long height) {
        try {
            List<Supplier<List<EncodedMsg>>> parts = new ArrayList<>();
            parts.add(() -> steps.clientUpdate(told, height));
            batch.forEach(task -> parts.add(() -> List.of(message(task, height))));
            List<EncodedMsg> messages = Together.ask("proving " + words(batch) + " to " + told, parts).stream()
                    .flatMap(List::stream)
                    .toList();
            TxResult tx = told.chain()
                    .client()
                    .tx(told.chain().signer(), messages)
                    .within(INCLUSION)
                    .send();
            say(Level.INFO, words(batch) + " in block " + tx.height() + " (" + tx.hash() + ")");
            refresh.updated();
            attempts.done(batch, tx.height() + 2);
        } catch (CancelledException e) {
            attempts.again(batch, 0);
        } catch (OrreryException e) {
            failed(batch, height, e);
        }
    }

    private EncodedMsg message(RelayTask task, long height) {
        Packet packet = task.packet();
        return switch (task.kind()) {
            case RECEIVED -> steps.recvMessage(packet, steps.commitmentProof(packet, height));
            case ACKNOWLEDGED ->
                steps.acknowledgeMessage(
                        packet,
                        task.life().acknowledgement().orElseThrow(),
                        steps.acknowledgementProof(packet, height));
            case TIMED_OUT -> {
                boolean ordered = task.life().ordered();
                Proof unreceived = steps.unreceivedProof(packet, ordered, height);
                yield log.closed().isProved(teller, packet.destinationPort(), packet.destinationChannel(), height)
                        ? steps.timeOutOnCloseMessage(
                                packet, ordered, unreceived, steps.destinationProof(packet, height))
                        : steps.timeOutMessage(packet, ordered, unreceived);
            }
            case SENT, ACKNOWLEDGEMENT_WRITTEN -> throw new AssertionError("no chain is told of " + task.kind());
        };
    }

    private void failed(List<RelayTask> batch, long height, OrreryException e) {
        long block = log.head(told).height();
        if (Refusals.isRedundant(e)) {
            say(Level.DEBUG, words(batch) + ": another relayer was faster");
            // Whoever was faster has it in the next blocks, unless that was before this relayer began to follow.
            if (attempts.failed(batch, block) > 1) {
                pending.confirm(batch);
            }
        } else if (Refusals.isEarly(e) || Refusals.isUnreachable(e) || e instanceof DeadlineExceededException) {
            say(Level.DEBUG, words(batch) + ", again: " + Refusals.words(e));
            attempts.again(batch, block + 1);
        } else if (batch.size() > 1 && !Refusals.isOfClient(e)) {
            say(Level.DEBUG, words(batch) + ", halved: " + Refusals.words(e));
            send(batch.subList(0, batch.size() / 2), height);
            send(batch.subList(batch.size() / 2, batch.size()), height);
        } else if (attempts.failed(batch, block) == 1 && !told.chain().client().isClosed()) {
            say(Level.WARN, words(batch) + ": " + Refusals.words(e));
            pending.confirm(batch);
        }
    }

    private void refresh(Head proof) {
        try {
            steps.updateClient(told, proof.height());
            refresh.updated();
            say(Level.INFO, "refreshed " + told.clientId());
        } catch (CancelledException e) {
            LOG.debug("refreshing {} of {} ends", told.clientId(), told.chain());
        } catch (OrreryException e) {
            if (refresh.failed() && !told.chain().client().isClosed()) {
                say(Level.WARN, told.clientId() + ": " + Refusals.words(e));
            }
        }
    }

    private void say(Level level, String what) {
        String line = teller.chain() + " -> " + told.chain() + ": " + what;
        LOG.atLevel(level).log(line);
        options.journal().accept(line);
    }

    private static String words(List<RelayTask> batch) {
        long received =
                batch.stream().filter(task -> task.kind() == Kind.RECEIVED).count();
        long acknowledged =
                batch.stream().filter(task -> task.kind() == Kind.ACKNOWLEDGED).count();
        long timedOut = batch.size() - received - acknowledged;
        List<String> parts = new ArrayList<>();
        count(parts, received, "packet");
        count(parts, acknowledged, "acknowledgement");
        count(parts, timedOut, "time-out");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
