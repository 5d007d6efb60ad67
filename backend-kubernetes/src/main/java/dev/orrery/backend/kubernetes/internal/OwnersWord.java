package dev.orrery.backend.kubernetes.internal;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.cluster.Doors;
import dev.orrery.backend.kubernetes.internal.inside.OwnerLog;
import dev.orrery.backend.kubernetes.internal.inside.OwnerPort;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.backend.kubernetes.internal.pods.PodLogs;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the owner of a network that manifests have brought up tells those who come from elsewhere. */
final class OwnersWord {
    private static final Logger LOG = LoggerFactory.getLogger(OwnersWord.class);
    /** Its pod is there, or not; forwarding to it takes a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String POD = Names.OWNER + "-0";

    private final Cluster cluster;
    private final String namespace;
    private final Doors doors;
    private final PodLogs logs;
    /** The operator's. */
    private final Supplier<Optional<String>> token;

    OwnersWord(Cluster cluster, String namespace, Doors doors, PodLogs logs, Supplier<Optional<String>> token) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.doors = doors;
        this.logs = logs;
        this.token = token;
    }

    /** Whether the network has its owner in the cluster. */
    boolean isThere() {
        return cluster.ask(
                        "looking for the owner of the network in " + namespace,
                        () -> Optional.ofNullable(cluster.client()
                                .pods()
                                .inNamespace(namespace)
                                .withName(POD)
                                .get()))
                .isPresent();
    }

    /** The description of the network as it is now; empty while it is not ready. */
    Optional<byte[]> description() {
        Optional<String> known = isThere() ? token.get() : Optional.empty();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        int port = doors.openAny(POD, Names.OWNER_PORT);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + OwnerPort.DESCRIPTION))
                .timeout(PATIENCE)
                .header("Authorization", OwnerPort.authorization(known.get()))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            // It is being started, or started again.
            LOG.debug("the owner of {} does not answer", namespace, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("asking the owner of the network")
                            .seen("an interrupt")
                            .build(),
                    e);
        }
    }

    /** Reads one of the logs within its own. */
    void readLog(String whose, boolean follow, Consumer<String> line) {
        int[] lines = {0};
        logs.read(
                POD,
                Names.OWNER,
                follow,
                written -> OwnerLog.lineOf(whose, written).ifPresent(its -> {
                    lines[0]++;
                    line.accept(its);
                }));
        if (lines[0] == 0 && !follow) {
            throw new NetworkStateException(Failure.doing("reading the log of " + whose)
                    .where("namespace " + namespace)
                    .expected("something that has begun")
                    .seen("not a line of it")
                    .hint("follow the log to wait for it")
                    .command("orrery logs -f -n kubernetes:" + namespace)
                    .build());
        }
    }
}
