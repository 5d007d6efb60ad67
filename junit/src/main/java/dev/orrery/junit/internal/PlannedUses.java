package dev.orrery.junit.internal;

import dev.orrery.base.OrreryException;
import dev.orrery.junit.Sharing;
import dev.orrery.junit.internal.NetworkExtension.RunKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Knows from JUnit's plan which outermost classes still need a network, and tells when there is none left. A plan
 * of a single class tells nothing: some build tools hand over one class after another, and the next may want the same network.
 * Thread-safe.
 */
final class PlannedUses implements TestExecutionListener {
    private final Consumer<RunKey> lastUsed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RunKey, Set<UniqueId>> users = new HashMap<>();

    /** @param lastUsed gets each network whose last class is done, once a plan, in the thread that ran that class */
    PlannedUses(Consumer<RunKey> lastUsed) {
        this.lastUsed = lastUsed;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Map<RunKey, Set<UniqueId>> planned = new HashMap<>();
        Set<UniqueId> outermost = new HashSet<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier candidate : plan.getDescendants(root)) {
                List<TestIdentifier> classes = classes(plan, candidate);
                if (candidate.isContainer() && javaClass(candidate).isPresent()) {
                    UniqueId outer = classes.getLast().getUniqueIdObject();
                    outermost.add(outer);
                    shared(classes)
                            .ifPresent(network -> planned.computeIfAbsent(network, n -> new HashSet<>())
                                    .add(outer));
                }
            }
        }
        lock.lock();
        try {
            users.clear();
            if (outermost.size() > 1) {
                users.putAll(planned);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        done(finished.getUniqueIdObject());
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        done(skipped.getUniqueIdObject());
    }

    private void done(UniqueId id) {
        List<RunKey> unused = new ArrayList<>();
        lock.lock();
        try {
            users.forEach((network, classes) -> {
                if (classes.remove(id) && classes.isEmpty()) {
                    unused.add(network);
                }
            });
            unused.forEach(users::remove);
        } finally {
            lock.unlock();
        }
        unused.forEach(lastUsed);
    }

    /** This class and those around it, the innermost first. */
    private static List<TestIdentifier> classes(TestPlan plan, TestIdentifier innermost) {
        List<TestIdentifier> classes = new ArrayList<>();
        Optional<TestIdentifier> next = Optional.of(innermost);
        while (next.isPresent()) {
            next.filter(identifier -> javaClass(identifier).isPresent()).ifPresent(classes::add);
            next = plan.getParent(next.get());
        }
        return classes;
    }

    private static Optional<Class<?>> javaClass(TestIdentifier identifier) {
        Optional<TestSource> source = identifier.getSource();
        return source.filter(ClassSource.class::isInstance)
                .map(ClassSource.class::cast)
                .map(ClassSource::getJavaClass);
    }

    private static Optional<RunKey> shared(List<TestIdentifier> innerFirst) {
        List<Class<?>> classes = innerFirst.stream()
                .<Class<?>>flatMap(identifier -> javaClass(identifier).stream())
                .toList();
        try {
            return TestedNetwork.find(classes)
                    .filter(tested -> tested.sharing() == Sharing.RUN)
                    .map(tested -> new RunKey(tested.file(), tested.on()));
        } catch (OrreryException e) {
            // The class itself will say what is wrong with its file.
            return Optional.empty();
        }
    }
}
