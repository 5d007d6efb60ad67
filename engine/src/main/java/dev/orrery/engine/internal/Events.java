package dev.orrery.engine.internal;

import dev.orrery.base.HostException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.service.NetworkService.StageState;
import dev.orrery.network.NetworkDescription.StageDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Tells the listener what happens, one event at a time, with the time since the start. */
public final class Events {
    private final UpEvent.Listener listener;
    private volatile StageListener stages = (node, stage, state) -> {};
    private final long begin = System.nanoTime();
    private final ReentrantLock one = new ReentrantLock();
    private final Map<NodeId, Map<Stage, Duration>> times = new ConcurrentHashMap<>();

    Events(UpEvent.Listener listener) {
        this.listener = listener;
    }

    /** Hears of stages, those that fail too. */
    interface StageListener {
        void on(NodeId node, Stage stage, StageState state);
    }

    /** Has somebody hear of stages from now on. */
    void onStage(StageListener heard) {
        stages = heard;
    }

    public void tell(Function<Duration, UpEvent> event) {
        one.lock();
        try {
            listener.on(event.apply(now()));
        } finally {
            one.unlock();
        }
    }

    /** Runs a stage and tells of its begin and, if it succeeds, of its end; a failure that has no place gets this one. */
    public void stage(NodeId node, Stage stage, Runnable work) {
        tell(at -> new UpEvent.StageStarted(at, node.chain(), node.node(), stage));
        stages.on(node, stage, StageState.RUNNING);
        Duration start = now();
        boolean done = false;
        try {
            work.run();
            done = true;
        } catch (StageException e) {
            throw e.failure().where().isPresent()
                    ? e
                    : new StageException(e.failure().orAt(place(node, stage)), e);
        } catch (HostException e) {
            throw e.failure().where().isPresent()
                    ? e
                    : new HostException(e.failure().orAt(place(node, stage)), e);
        } finally {
            stages.on(node, stage, done ? StageState.DONE : StageState.FAILED);
        }
        Duration took = now().minus(start);
        times.computeIfAbsent(node, id -> new ConcurrentSkipListMap<>()).put(stage, took);
        tell(at -> new UpEvent.StageDone(at, node.chain(), node.node(), stage, took));
    }

    private static String place(NodeId node, Stage stage) {
        return "stage " + stage + " of " + node;
    }

    /** The stages that a node has left so far, with the time each took. */
    List<StageDescription> stages(NodeId node) {
        return times.getOrDefault(node, Map.of()).entrySet().stream()
                .map(entry -> new StageDescription(
                        entry.getKey().label(), entry.getValue().toMillis()))
                .toList();
    }

    Duration now() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
