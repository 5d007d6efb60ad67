package dev.orrery.backend.kubernetes.internal.objects;

import dev.orrery.spec.Template;
import dev.orrery.spec.Template.Name;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the containers of a pod. Those with a mnemonic are put in by the kubelet, from a Secret, so that no
 * manifest of a pod holds one.
 */
public final class Environment {
    private final String secret;
    private final Map<String, byte[]> secrets = new LinkedHashMap<>();

    /** @param secret the name of the Secret */
    Environment(String secret) {
        this.secret = secret;
    }

    /**
     * Those of a container.
     *
     * @param values as they are to be
     * @param templates what they were filled in from, as far as they were
     */
    List<EnvVar> of(String container, Map<String, String> values, Map<String, Template> templates) {
        List<EnvVar> all = new ArrayList<>();
        if (!values.containsKey("HOME")) {
            all.add(new EnvVarBuilder().withName("HOME").withValue("/tmp").build());
        }
        // In a settled order, so that what is rendered of a file is always the same.
        new TreeMap<>(values)
                .forEach((name, value) -> all.add(
                        isSecret(templates.get(name))
                                ? fromSecret(container, name, value)
                                : new EnvVarBuilder()
                                        .withName(name)
                                        .withValue(Containers.literal(value))
                                        .build()));
        return all;
    }

    private static boolean isSecret(@Nullable Template template) {
        return template != null
                && template.references().stream().anyMatch(reference -> reference.name() == Name.MNEMONIC);
    }

    private EnvVar fromSecret(String container, String name, String value) {
        String key = container + "." + name;
        secrets.put(key, value.getBytes(StandardCharsets.UTF_8));
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(secret)
                .withKey(key)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }

    /** What the Secret is to hold; empty if none is needed. */
    Map<String, byte[]> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return "Environment[" + secret + "]";
    }
}
