package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.spec.NetworkSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;

/** Secrets that open registries: they have to be in the namespace of the pods that use them. */
public final class PullSecrets {
    private static final String WHERE_USERS_KEEP_THEM = "default";

    private PullSecrets() {}

    /**
     * Those that the network file names, for the network's namespace.
     *
     * @throws InvalidInputException if one is not there
     */
    public static List<Secret> copies(Cluster cluster, NetworkSpec spec, String namespace) {
        return spec.kubernetes().imagePullSecrets().stream()
                .map(name -> copy(read(cluster, name), spec, namespace))
                .toList();
    }

    private static Secret read(Cluster cluster, String name) {
        Secret secret = cluster.ask(
                "reading the Secret " + name,
                () -> cluster.client()
                        .secrets()
                        .inNamespace(WHERE_USERS_KEEP_THEM)
                        .withName(name)
                        .get());
        if (secret == null) {
            throw new InvalidInputException(Failure.doing("copying the Secret " + name)
                    .where("kubernetes.imagePullSecrets")
                    .expected("a Secret of this name in the namespace " + WHERE_USERS_KEEP_THEM)
                    .seen("none")
                    .command("kubectl create secret docker-registry " + name + " -n " + WHERE_USERS_KEEP_THEM + " …")
                    .build());
        }
        return secret;
    }

    private static Secret copy(Secret secret, NetworkSpec spec, String namespace) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(secret.getMetadata().getName())
                .withNamespace(namespace)
                .withLabels(Names.labels(spec.name()))
                .endMetadata()
                .withType(secret.getType())
                .withData(secret.getData())
                .build();
    }
}
