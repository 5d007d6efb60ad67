package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.CompanionPlan;
import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.CompanionSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs beside a node, as containers of its pod: they share its loopback address, and find its home and their own where all pods
 * have them. What their homes hold at their start is written by the stage <i>init-node</i>.
 */
public final class CompanionContainers {
    /** Of a sidecar: an init container that the next one does not wait for the end of. */
    static final String SIDECAR = "Always";

    private final ChainSpec chain;
    private final Images images;
    private final Environment environment;

    CompanionContainers(ChainSpec chain, Images images, Environment environment) {
        this.chain = chain;
        this.images = images;
        this.environment = environment;
    }

    /** Its container: a sidecar if it is started before its node. */
    Container of(CompanionPlan plan) {
        String name = plan.id().name();
        CompanionSpec spec = chain.extras().companions().stream()
                .filter(companion -> companion.name().equals(name))
                .findFirst()
                .orElseThrow();
        String container = Names.companion(name);
        Map<String, String> values = new HashMap<>(plan.environment());
        values.replaceAll((variable, value) -> placed(value, plan));
        return new ContainerBuilder()
                .withName(container)
                .withImage(images.ofCompanion(chain.name(), name))
                .withArgs(plan.arguments().stream()
                        .map(word -> Containers.literal(placed(word, plan)))
                        .toList())
                .withEnv(environment.of(container, values, spec.environment()))
                .withWorkingDir(Names.home(name))
                .withRestartPolicy(plan.first() ? SIDECAR : null)
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(home(plan), Containers.mount("home", Names.HOME), Containers.mount("tmp", "/tmp"))
                .build();
    }

    /** A text of the plan with the folders that all pods have. */
    public static String placed(String text, CompanionPlan plan) {
        return CompanionPlan.placed(text, Names.home(plan.id().name()), Names.HOME);
    }

    /** Where its home is, for its own container and for the one that writes it. */
    static VolumeMount home(CompanionPlan plan) {
        String name = plan.id().name();
        return Containers.mount(Names.companion(name), Names.home(name));
    }

    /** The volumes of the homes. */
    static List<Volume> volumes(List<CompanionPlan> plans) {
        return plans.stream()
                .map(plan -> Containers.scratch(Names.companion(plan.id().name())))
                .toList();
    }
}
