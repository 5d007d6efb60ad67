package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.engine.relayers.RelayerPlan;
import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one relayer in the cluster has: a Secret with the files of its home, and a pod. */
public final class RelayerManifests {
    private static final String HOME = "/orrery/relayer";
    /** A namespace takes half of it, and a second, to see that its pods are gone. */
    private static final long TO_END_SECONDS = 3;

    private final String network;
    private final String namespace;
    private final KubernetesSpec spec;

    public RelayerManifests(String network, String namespace, KubernetesSpec spec) {
        this.network = network;
        this.namespace = namespace;
        this.spec = spec;
    }

    /** What its objects are called. */
    public static String name(RelayerId relayer) {
        return "relayer-" + relayer.path() + "-" + relayer.relayer();
    }

    /** All containers of its pod, in the order in which they run. */
    public List<String> containers(RelayerPlan plan) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < plan.setup().size(); i++) {
            names.add(setup(i));
        }
        names.add(Names.RELAYER);
        return names;
    }

    private static String setup(int index) {
        return "setup-" + index;
    }

    /**
     * The objects, in the order in which they are to be made.
     *
     * @param image one that starts the relayer's program
     */
    public List<HasMetadata> of(RelayerPlan plan, String image) {
        return List.of(secret(plan), pod(plan, image));
    }

    /**
     * The objects of one that comes back by itself, where nobody is to see it end; one of a name, so that no two send from one
     * account.
     *
     * @param image one that starts the relayer's program
     */
    public List<HasMetadata> lasting(RelayerPlan plan, String image) {
        return List.of(secret(plan), service(plan, image));
    }

    /** Keys of a Secret are no paths, so files are numbered. */
    private static String key(int file) {
        return "file-" + file;
    }

    private HasMetadata secret(RelayerPlan plan) {
        Map<String, String> content = new LinkedHashMap<>();
        for (int i = 0; i < plan.files().size(); i++) {
            content.put(
                    key(i),
                    new String(plan.files().get(i).content(), StandardCharsets.UTF_8).replace(RelayerPlan.HOME, HOME));
        }
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name(plan.id()))
                .withNamespace(namespace)
                .withLabels(Names.labels(network))
                .endMetadata()
                .withStringData(content)
                .build();
    }

    private HasMetadata pod(RelayerPlan plan, String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name(plan.id()))
                .withNamespace(namespace)
                .withLabels(Names.labels(network))
                .endMetadata()
                .withSpec(spec(plan, image).withRestartPolicy("Never").build())
                .build();
    }

    private HasMetadata service(RelayerPlan plan, String image) {
        String name = name(plan.id());
        Map<String, String> labels = new LinkedHashMap<>(Names.labels(network));
        labels.put("app", name);
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Names.labels(network))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(name)
                .withNewSelector()
                .withMatchLabels(Map.of("app", name))
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(spec(plan, image).build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpecBuilder spec(RelayerPlan plan, String image) {
        List<Container> setup = new ArrayList<>();
        for (int i = 0; i < plan.setup().size(); i++) {
            setup.add(container(setup(i), plan, plan.setup().get(i).arguments(), image));
        }
        return new PodSpecBuilder()
                .withServiceAccountName(Names.ACCOUNT)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(TO_END_SECONDS)
                .withSecurityContext(Containers.pod())
                .withImagePullSecrets(Containers.pullSecrets(spec))
                .withNodeSelector(spec.nodeSelector())
                .withTolerations(Containers.tolerations(spec))
                .withInitContainers(setup)
                .withContainers(container(Names.RELAYER, plan, plan.start(), image))
                .withVolumes(
                        Containers.scratch("home"),
                        Containers.scratch("tmp"),
                        Containers.secret("files", name(plan.id())));
    }

    private static Container container(String name, RelayerPlan plan, List<String> arguments, String image) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(Containers.mount("home", HOME));
        mounts.add(Containers.mount("tmp", "/tmp"));
        List<EnvVar> environment = new ArrayList<>();
        environment.add(new EnvVarBuilder().withName("HOME").withValue("/tmp").build());
        List<String> words = new ArrayList<>();
        // "$(" is how Kubernetes begins a variable; two dollars mean one.
        arguments.forEach(word -> words.add(word.replace(RelayerPlan.HOME, HOME).replace("$(", "$$(")));
        for (int i = 0; i < plan.files().size(); i++) {
            PlannedFile file = plan.files().get(i);
            mounts.add(new VolumeMountBuilder()
                    .withName("files")
                    .withMountPath(HOME + "/" + file.path())
                    .withSubPath(key(i))
                    .withReadOnly(true)
                    .build());
            // An argument that stands for a file's content is put in by the kubelet, so that no manifest has it.
            String content = "CONTENT_" + i;
            if (words.contains(RelayerPlan.contentOf(file.path()))) {
                words.replaceAll(word -> word.equals(RelayerPlan.contentOf(file.path())) ? "$(" + content + ")" : word);
                environment.add(new EnvVarBuilder()
                        .withName(content)
                        .withNewValueFrom()
                        .withNewSecretKeyRef()
                        .withName(name(plan.id()))
                        .withKey(key(i))
                        .endSecretKeyRef()
                        .endValueFrom()
                        .build());
            }
        }
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withArgs(words)
                .withEnv(environment)
                .withResources(Containers.orrery())
                .withSecurityContext(Containers.container())
                .withVolumeMounts(mounts)
                .build();
    }
}
