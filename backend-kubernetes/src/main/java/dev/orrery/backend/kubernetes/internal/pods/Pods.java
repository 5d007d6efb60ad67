package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.pods.Trouble.Grave;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.StageException;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pods of a network as the cluster tells of them, watched from their beginning. Thread-safe. */
public final class Pods implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Pod> pods = new HashMap<>();
    /** What controllers could not do, by the name of the object that they wanted to do it for. */
    private final Map<String, Trouble> refusals = new HashMap<>();
    /** When the trouble that a pod is in began. */
    private final Map<String, Since> troubles = new HashMap<>();

    private final Logs logs;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<BiConsumer<@Nullable Pod, Pod>> listeners = new ArrayList<>();

    private record Since(Trouble trouble, Instant begin) {}

    private Pods(Logs logs) {
        this.logs = logs;
    }

    /**
     * Begins to watch.
     *
     * @param listener hears of every state of a pod, with the one before it
     */
    public static Pods watch(Cluster cluster, String namespace, Logs logs, BiConsumer<@Nullable Pod, Pod> listener) {
        Pods watched = new Pods(logs);
        watched.listeners.add(listener);
        cluster.tell("watching the pods of the network", () -> {
            watched.informers.add(cluster.client()
                    .pods()
                    .inNamespace(namespace)
                    .inform(new Handler<>(watched::set, watched::removed)));
            watched.informers.add(cluster.client()
                    .v1()
                    .events()
                    .inNamespace(namespace)
                    .inform(new Handler<>(watched::event, event -> {})));
        });
        return watched;
    }

    /**
     * A pod that is waited for.
     *
     * @param owner the StatefulSet or Deployment that makes it
     * @param pod its name, or what that begins with
     * @param failure what is told if it comes to nothing
     */
    public record Awaited(String owner, String pod, Failure.Builder failure) {}

    /**
     * Waits for a pod to be as wanted.
     *
     * @param beside pods that have to come up too: a trouble of theirs is told at once
     * @throws StageException if a pod is in a trouble from which it does not come by itself
     * @throws DeadlineExceededException if it is not in time
     */
    public Pod await(Awaited awaited, List<Awaited> beside, Predicate<Pod> wanted, Deadline deadline) {
        List<Awaited> all = new ArrayList<>(List.of(awaited));
        all.addAll(beside);
        Trouble trouble;
        Awaited whose;
        lock.lock();
        try {
            while (true) {
                Optional<Pod> found = find(awaited.pod());
                if (found.filter(wanted).isPresent()) {
                    return found.get();
                }
                Duration grace = deadline.remaining();
                Optional<Trouble> grave = Optional.empty();
                whose = awaited;
                for (Awaited one : all) {
                    Optional<Since> since = trouble(one.owner(), one.pod(), find(one.pod()));
                    Duration left = since.map(Pods::left).orElse(grace);
                    grace = left.compareTo(grace) < 0 ? left : grace;
                    if (since.isPresent() && !left.isPositive() && grave.isEmpty()) {
                        grave = since.map(Since::trouble);
                        whose = one;
                    }
                }
                if (grave.isPresent()) {
                    trouble = grave.get();
                    break;
                }
                deadline.atMost(grace).await(changed, awaited.failure()::build);
                if (deadline.passed()) {
                    throw new DeadlineExceededException(missed(awaited.failure(), awaited.pod(), deadline));
                }
            }
        } finally {
            lock.unlock();
        }
        throw grave(whose.failure(), trouble);
    }

    /**
     * Waits until a container of a pod has ended, or as long as it may.
     *
     * @param exit its exit status, once it has one
     */
    OptionalInt awaitExit(String pod, Supplier<OptionalInt> exit, Duration atMost) {
        Failure doing = Failure.doing("waiting for the end of " + pod).build();
        Deadline deadline = Deadline.after(atMost);
        lock.lock();
        try {
            OptionalInt status = exit.get();
            while (status.isEmpty() && deadline.await(changed, () -> doing)) {
                status = exit.get();
            }
            return status;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a pod is as wanted, whatever trouble it is in, or as long as it may.
     *
     * @throws dev.orrery.base.CancelledException if the thread is interrupted
     */
    public Optional<Pod> await(String pod, Predicate<Pod> wanted, Duration atMost) {
        Failure doing = Failure.doing("waiting for the pod " + pod).build();
        Deadline deadline = Deadline.after(atMost);
        lock.lock();
        try {
            Optional<Pod> found = find(pod).filter(wanted);
            while (found.isEmpty() && deadline.await(changed, () -> doing)) {
                found = find(pod).filter(wanted);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The pod of this name, as it was last told of. */
    Optional<Pod> get(String pod) {
        lock.lock();
        try {
            return find(pod);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private Optional<Pod> find(String pod) {
        Pod exact = pods.get(pod);
        return exact != null
                ? Optional.of(exact)
                : pods.entrySet().stream()
                        .filter(entry -> pod.endsWith("-") && entry.getKey().startsWith(pod))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    private Optional<Since> trouble(String owner, String pod, Optional<Pod> found) {
        Optional<Trouble> now = found.flatMap(Trouble::of)
                .or(() -> found.isPresent()
                        ? Optional.empty()
                        : refusals.entrySet().stream()
                                .filter(entry -> entry.getKey().equals(owner)
                                        || entry.getKey().startsWith(owner + "-"))
                                .map(Map.Entry::getValue)
                                .findFirst());
        if (now.isEmpty()) {
            troubles.remove(pod);
            return Optional.empty();
        }
        Since before = troubles.get(pod);
        Since since = before != null && before.trouble().kind().equals(now.get().kind())
                ? new Since(now.get(), before.begin())
                : new Since(now.get(), Instant.now());
        troubles.put(pod, since);
        return Optional.of(since);
    }

    private static Duration left(Since since) {
        return since.trouble().grace().minus(Duration.between(since.begin(), Instant.now()));
    }

    private StageException grave(Failure.Builder failure, Trouble trouble) {
        Grave words = trouble.words();
        failure.seen(words.seen());
        words.hint().ifPresent(failure::hint);
        trouble.container()
                .ifPresent(container -> logs.last(container.pod(), container.name(), container.previous())
                        .ifPresent(lines -> failure.log(logs.file(container.pod(), container.name()), lines)));
        return new StageException(failure.build());
    }

    private Failure missed(Failure.Builder failure, String pod, Deadline deadline) {
        String seen = find(pod).map(Trouble::state).orElse("no pod " + pod + " yet");
        return failure.seen(seen + " after " + deadline.total().toSeconds() + " s")
                .hint("a cluster that has to fetch images or to add machines first needs a longer --timeout")
                .build();
    }

    private void set(Pod pod) {
        Pod before;
        lock.lock();
        try {
            before = pods.put(pod.getMetadata().getName(), pod);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.accept(before, pod));
    }

    private void removed(Pod pod) {
        lock.lock();
        try {
            pods.computeIfPresent(
                    pod.getMetadata().getName(),
                    (name, now) ->
                            now.getMetadata().getUid().equals(pod.getMetadata().getUid()) ? null : now);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void event(Event event) {
        Trouble.ofController(event).ifPresent(trouble -> {
            lock.lock();
            try {
                refusals.put(event.getInvolvedObject().getName(), trouble);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    private record Handler<T>(java.util.function.Consumer<T> set, java.util.function.Consumer<T> removed)
            implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            set.accept(added);
        }

        @Override
        public void onUpdate(T before, T now) {
            set.accept(now);
        }

        @Override
        public void onDelete(T gone, boolean unknown) {
            removed.accept(gone);
        }
    }
}
