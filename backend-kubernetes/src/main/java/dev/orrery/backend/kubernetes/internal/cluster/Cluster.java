package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.NearMiss;
import dev.orrery.base.OrreryException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection to a cluster, whose refusals are told as Orrery tells failures. Thread-safe. */
public final class Cluster implements AutoCloseable {
    private static final int TO_CONNECT_MILLIS = 5_000;
    private static final int TO_ANSWER_MILLIS = 10_000;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final String where;

    private Cluster(KubernetesClient client, String where) {
        this.client = client;
        this.where = where;
    }

    /**
     * Connects with the kubeconfig ({@code KUBECONFIG}, {@code ~/.kube/config}), or from inside of a pod with its account.
     *
     * @param context empty: the current one
     * @throws HostException if there is no such context, or the cluster does not answer or does not let us in
     */
    public static Cluster connect(Optional<String> context) {
        Config config;
        try {
            config = Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            // Besides its own exceptions the library lets those of its YAML parser through.
            throw new HostException(
                    Failure.doing("reading the kubeconfig")
                            .seen(words(e))
                            .hint("KUBECONFIG tells which file is read")
                            .command("kubectl config view")
                            .build(),
                    e);
        }
        List<String> known = Optional.ofNullable(config.getContexts()).orElse(List.of()).stream()
                .map(NamedContext::getName)
                .toList();
        context.filter(wanted -> !known.contains(wanted)).ifPresent(wanted -> {
            throw unknown(wanted, known);
        });
        ClientKey.recognize(config);
        config.setConnectionTimeout(TO_CONNECT_MILLIS);
        config.setRequestTimeout(TO_ANSWER_MILLIS);
        config.setRequestRetryBackoffLimit(1);
        String name = Optional.ofNullable(config.getCurrentContext())
                .map(NamedContext::getName)
                .map(it -> ", context " + it)
                .orElse("");
        Cluster cluster =
                new Cluster(new KubernetesClientBuilder().withConfig(config).build(), config.getMasterUrl() + name);
        try {
            cluster.ask("connecting to the cluster", () -> cluster.client.getKubernetesVersion());
            return cluster;
        } catch (OrreryException e) {
            cluster.close();
            throw e;
        }
    }

    public KubernetesClient client() {
        return client;
    }

    /** Its address and context, for messages. */
    public String where() {
        return where;
    }

    /**
     * Asks the cluster for something.
     *
     * @throws HostException if it refuses, or does not answer
     */
    public <T> T ask(String doing, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw refused(doing, e);
        }
    }

    public void tell(String doing, Runnable order) {
        ask(doing, () -> {
            order.run();
            return true;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private HostException refused(String doing, KubernetesClientException e) {
        Failure.Builder failure = Failure.doing(doing).where(where);
        switch (e.getCode()) {
            case UNAUTHORIZED ->
                failure.seen("the cluster does not know these credentials: " + words(e))
                        .hint("a token may have expired: log in to the cluster again, or choose another context")
                        .command("kubectl auth whoami");
            case FORBIDDEN ->
                failure.seen("this account may not do it: " + words(e))
                        .hint("somebody with more rights can give it those that the guide's page on Kubernetes"
                                + " lists, or a quota has to grow")
                        .command("kubectl auth can-i --list");
            default -> {
                failure.seen((e.getStatus() == null ? "the cluster does not answer: " : "") + words(e));
                if (e.getStatus() == null) {
                    failure.hint("does it run, and is this its address?").command("kubectl cluster-info");
                }
            }
        }
        return new HostException(failure.build(), e);
    }

    /** The API server's own words, or those of what kept us from hearing them. */
    private static String words(RuntimeException e) {
        if (e instanceof KubernetesClientException refused
                && refused.getStatus() != null
                && refused.getStatus().getMessage() != null) {
            return refused.getStatus().getMessage();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.isBlank() || message.equals("null") || !message.contains(" ")
                ? cause.getClass().getSimpleName() + (message.equals("null") ? "" : ": " + message)
                : message;
    }

    private static HostException unknown(String context, List<String> known) {
        return new HostException(Failure.doing("connecting to the cluster")
                .where("kubernetes.context")
                .expected("one of the contexts of the kubeconfig: " + known)
                .seen("no context " + context)
                .hint(NearMiss.of(context, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("KUBECONFIG tells which file is read"))
                .command("kubectl config get-contexts")
                .build());
    }
}
