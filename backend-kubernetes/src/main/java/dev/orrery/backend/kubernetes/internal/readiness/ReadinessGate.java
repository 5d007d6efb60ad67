package dev.orrery.backend.kubernetes.internal.readiness;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A condition of a node's pod ({@value #CONDITION}) without which it is not Ready: whether the node is in sync, and its chain makes
 * blocks. Only pods that somebody watches may have it, since they would not get ready by themselves. Not thread-safe.
 */
public final class ReadinessGate {
    static final String CONDITION = "orrery.dev/in-sync";

    /** Before anything is known of a node. */
    static final Verdict BEGINS = new Verdict(false, "Begins", "nobody has looked yet");

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessGate.class);
    private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Cluster cluster;
    private final String namespace;
    private final String pod;
    private String told = "";

    ReadinessGate(Cluster cluster, String namespace, String pod) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.pod = pod;
    }

    /**
     * What a node is seen to do.
     *
     * @param inSync whether it follows its chain, and that goes on
     * @param reason one word for programs
     * @param message for {@code kubectl describe pod}
     */
    record Verdict(boolean inSync, String reason, String message) {}

    /** The same object; what makes pods makes such that are Ready only once they are told to be in sync. */
    public static HasMetadata on(HasMetadata object) {
        if (!(object instanceof StatefulSet pods)) {
            return object;
        }
        return new StatefulSetBuilder(pods)
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewReadinessGate(CONDITION)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /**
     * Sets the condition, if it is another than before.
     *
     * @param uid of the pod that was seen: a later one of its name is left alone
     * @throws dev.orrery.base.HostException if the cluster refuses
     */
    void tell(String uid, Verdict verdict) {
        String now = uid + verdict.inSync() + verdict.reason();
        if (now.equals(told)) {
            return;
        }
        LOG.debug("{}: {}: {}", pod, verdict.reason(), verdict.message());
        String patch = Serialization.asJson(new PodBuilder()
                .withNewMetadata()
                .withUid(uid)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType(CONDITION)
                .withStatus(verdict.inSync() ? "True" : "False")
                .withReason(verdict.reason())
                .withMessage(verdict.message())
                .withLastTransitionTime(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .endCondition()
                .endStatus()
                .build());
        cluster.tell("telling whether " + pod + " in " + namespace + " is in sync", () -> {
            try {
                cluster.client()
                        .pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .subresource("status")
                        .patch(MERGE, patch);
            } catch (KubernetesClientException e) {
                if (e.getCode() != NOT_FOUND && e.getCode() != CONFLICT) {
                    throw e;
                }
                LOG.debug("{} is gone", pod);
            }
        });
        if (!verdict.equals(BEGINS)) {
            cluster.tell(
                    "telling of " + pod + " in " + namespace,
                    () -> cluster.client().resource(event(uid, verdict)).create());
        }
        told = now;
    }

    /** For {@code kubectl describe pod}, which says of a condition no more than whether it holds. */
    private Event event(String uid, Verdict verdict) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withGenerateName(pod + "-")
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(namespace)
                .withName(pod)
                .withUid(uid)
                .endInvolvedObject()
                .withType(verdict.inSync() ? "Normal" : "Warning")
                .withReason(verdict.reason())
                .withMessage(verdict.message())
                .withNewSource()
                .withComponent(Names.ORRERY)
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }
}
