package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.spec.KubernetesSpec;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.LocalObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the containers of all pods have in common: nobody's rights, a file system that stays as it is, bounds. */
public final class Containers {
    private static final long USER = 10_001;
    /** A Java process for a moment, or the API service. */
    private static final String ORRERY_CPU = "50m";

    private static final String ORRERY_MEMORY = "96Mi";
    private static final String ORRERY_MOST_MEMORY = "512Mi";
    private static final int OWNER_AND_GROUP_READ = 0440;

    private Containers() {}

    static PodSecurityContext pod() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    static SecurityContext container() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }

    static ResourceRequirements orrery() {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(ORRERY_CPU, ORRERY_MEMORY))
                .withLimits(Map.of("memory", new Quantity(ORRERY_MOST_MEMORY)))
                .build();
    }

    static ResourceRequirements node(KubernetesSpec.Resources resources) {
        Map<String, Quantity> limits = new LinkedHashMap<>();
        resources.cpuLimit().ifPresent(cpu -> limits.put("cpu", new Quantity(cpu)));
        resources.memoryLimit().ifPresent(memory -> limits.put("memory", new Quantity(memory)));
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(resources.cpu(), resources.memory()))
                .withLimits(limits)
                .build();
    }

    private static Map<String, Quantity> quantities(String cpu, String memory) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        quantities.put("cpu", new Quantity(cpu));
        quantities.put("memory", new Quantity(memory));
        return quantities;
    }

    static List<Toleration> tolerations(KubernetesSpec spec) {
        return spec.tolerations().stream()
                .map(taint -> new TolerationBuilder()
                        .withKey(taint.key().orElse(null))
                        .withOperator(taint.value().isPresent() ? "Equal" : "Exists")
                        .withValue(taint.value().orElse(null))
                        .withEffect(taint.effect().orElse(null))
                        .build())
                .toList();
    }

    static List<LocalObjectReference> pullSecrets(KubernetesSpec spec) {
        return spec.imagePullSecrets().stream()
                .map(name -> new LocalObjectReferenceBuilder().withName(name).build())
                .toList();
    }

    /** A word that the kubelet leaves as it is: "$(" is how it begins a variable; two dollars mean one. */
    static String literal(String word) {
        return word.replace("$(", "$$(");
    }

    static Volume scratch(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    static Volume secret(String volume, String secret) {
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                .withSecretName(secret)
                .withDefaultMode(OWNER_AND_GROUP_READ)
                .endSecret()
                .build();
    }

    static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    static VolumeMount mountReadOnly(String volume, String path) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
