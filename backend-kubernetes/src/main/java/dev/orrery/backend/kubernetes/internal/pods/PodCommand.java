package dev.orrery.backend.kubernetes.internal.pods;

import dev.orrery.backend.kubernetes.internal.cluster.Cluster;
import dev.orrery.backend.kubernetes.internal.objects.Names;
import dev.orrery.base.CancelledException;
import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Runs the binary of a node's container once more beside it: by the process that is there, since nobody knows what an image calls its
 * binary, and there may be no shell.
 */
public final class PodCommand {
    private static final String BINARY = "/proc/1/exe";
    private static final String HOME = "--home";

    private PodCommand() {}

    /** As {@link dev.orrery.engine.backend.FoundNetwork#exec}. */
    public static int run(
            Cluster cluster,
            String namespace,
            String pod,
            List<String> arguments,
            Optional<InputStream> in,
            OutputStream out,
            OutputStream err) {
        List<String> command = new ArrayList<>(List.of(BINARY));
        command.addAll(arguments);
        if (arguments.stream().noneMatch(word -> word.equals(HOME) || word.startsWith(HOME + "="))) {
            command.addAll(List.of(HOME, Names.HOME));
        }
        String doing = "running the binary of " + pod + " in " + namespace;
        return cluster.ask(doing, () -> {
            var container =
                    cluster.client().pods().inNamespace(namespace).withName(pod).inContainer(Names.NODE);
            String[] words = command.toArray(String[]::new);
            try (ExecWatch running = in.isPresent()
                    ? container
                            .readingInput(in.get())
                            .writingOutput(out)
                            .writingError(err)
                            .exec(words)
                    : container.writingOutput(out).writingError(err).exec(words)) {
                return running.exitCode().get();
            } catch (ExecutionException e) {
                throw new HostException(
                        Failure.doing(doing)
                                .where(cluster.where())
                                .expected("a node whose container runs")
                                .seen(String.valueOf(e.getCause()))
                                .command("kubectl -n " + namespace + " describe pod " + pod)
                                .build(),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing(doing).seen("it was cancelled").build());
            }
        });
    }
}
