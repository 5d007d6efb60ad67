package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.objects.CompanionPorts;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.objects.PodNames;
import dev.orrery.backend.kubernetes.internal.pods.Pods.Awaited;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.engine.backend.RunningCompanion;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;

/** The companions of a network's nodes, containers of the nodes' pods. Thread-safe. */
public final class CompanionPods {
    private final NetworkSpec spec;
    private final String namespace;
    private final PodNames names;
    private final Logs logs;

    public CompanionPods(NetworkSpec spec, String namespace, PodNames names, Logs logs) {
        this.spec = spec;
        this.namespace = namespace;
        this.names = names;
        this.logs = logs;
    }

    /**
     * The ports that a companion has in its pod; from now on its log is kept.
     *
     * @param folder of its node on this machine
     */
    public List<Integer> reserve(CompanionId companion, Path folder) {
        Path log = folder.resolve(companion.name()).resolve("logs").resolve("companion.log");
        logs.keep(names.pod(companion.node()), Names.companion(companion.name()), log);
        return CompanionPorts.of(spec).getOrDefault(companion, List.of());
    }

    /** The kubelet starts it, before its node or when that has its first block, and here it is waited for. */
    public RunningCompanion start(CompanionPlan plan, Pods pods, Deadline deadline) {
        NodeId node = plan.id().node();
        String pod = names.pod(node);
        String container = Names.companion(plan.id().name());
        Pod started = pods.await(
                new Awaited(
                        names.set(node),
                        pod,
                        Failure.doing("starting " + plan.id())
                                .where("container " + container + " of pod " + pod + " in " + namespace)
                                .expected("its program to run")),
                List.of(),
                it -> Statuses.of(it, container).filter(Statuses::hasRun).isPresent(),
                deadline);
        return new PodCompanion(plan.id(), started, pods, logs);
    }
}
