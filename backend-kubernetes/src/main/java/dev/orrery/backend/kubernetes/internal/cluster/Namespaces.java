package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Makes and removes the namespaces of networks. */
public final class Namespaces {
    private static final int CONFLICT = 409;
    private static final int SUFFIX = 5;
    private static final int RUN = 16;
    private static final int LONGEST_NAME = 40;
    /** Without vowels, which make words, and without what looks like something else. */
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private Namespaces() {}

    /** A name that no other run of this network has, on this cluster or from another machine. */
    public static String fresh(String network) {
        return "orrery-" + network.substring(0, Math.min(network.length(), LONGEST_NAME)) + "-" + letters(SUFFIX);
    }

    /** What no other run of any network is called. */
    public static String run() {
        return letters(RUN);
    }

    private static String letters(int count) {
        SecureRandom random = new SecureRandom();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    /** @throws NetworkStateException if there is one of this name already */
    public static void make(Cluster cluster, HasMetadata namespace) {
        String name = namespace.getMetadata().getName();
        cluster.tell("making the namespace " + name, () -> {
            try {
                cluster.client().resource(namespace).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
                throw new NetworkStateException(
                        Failure.doing("making the namespace " + name)
                                .where(cluster.where())
                                .seen("there is one of this name already")
                                .hint("leave out `kubernetes.namespace`, or name one that is not there: the network's"
                                        + " namespace goes when the network does")
                                .command("kubectl get all -n " + name)
                                .build(),
                        e);
            }
        });
    }

    /**
     * Removes the namespace that a run has made, with all that is in it, and waits until it is gone. One that is not there is
     * gone already; one of the same name that somebody else has made stays.
     *
     * @throws DeadlineExceededException if it is not gone in time
     */
    public static void remove(Cluster cluster, ClusterFile made, Deadline deadline) {
        remove(cluster, made.namespace(), there -> made.run().equals(Names.run(there)), deadline);
    }

    /**
     * The same for one that is told otherwise.
     *
     * @param meant whether it is the one that is meant, rather than a later one of the name
     */
    public static void remove(Cluster cluster, String name, Predicate<Namespace> meant, Deadline deadline) {
        cluster.tell("removing the namespace " + name, () -> {
            var namespace = cluster.client().namespaces().withName(name);
            Namespace there = namespace.get();
            if (there == null || !meant.test(there)) {
                return;
            }
            namespace.delete();
            try {
                namespace.waitUntilCondition(
                        Objects::isNull, deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            } catch (KubernetesClientTimeoutException e) {
                throw new DeadlineExceededException(
                        Failure.doing("removing the namespace " + name)
                                .where(cluster.where())
                                .expected("that it is gone within "
                                        + deadline.total().toSeconds() + " s")
                                .seen("the cluster is still at it")
                                .hint("it goes on by itself; what holds it up stands in its conditions")
                                .command("kubectl get namespace " + name + " -o yaml")
                                .build(),
                        e);
            }
        });
    }
}
