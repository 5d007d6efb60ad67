package dev.orrery.backend.kubernetes;

import dev.orrery.backend.kubernetes.internal.inside.StagesInPod;
import dev.orrery.engine.Stage;
import dev.orrery.engine.stages.StageLog;
import java.util.Map;

/** The stages that are carried out in the pod of a node, before the chain's binary is started there. */
public final class PodStages {
    private PodStages() {}

    /**
     * Carries out a stage for the pod that this is called in.
     *
     * @param stage {@code init-chain} or {@code init-node}
     * @param environment {@code POD_NAME} and {@code ORRERY_API}
     * @throws dev.orrery.base.DeadlineExceededException if the API service, or the node that runs {@code init-chain}, cannot
     *     be waited for any longer
     */
    public static void run(Stage stage, Map<String, String> environment, StageLog log) {
        StagesInPod.run(stage, environment, log);
    }
}
