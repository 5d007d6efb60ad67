package dev.orrery.engine.internal.relayers;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.engine.backend.RunningProcess;
import dev.orrery.engine.relayers.RelayerId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Waits until a relayer says on its own endpoint that it is of use; one that dies meanwhile tells why at once. */
public final class RelayerReadiness {
    /** Nothing tells when a process opens its port, so it is asked again, waiting for the process's end in between. */
    private static final Duration UNTIL_NEXT_TRY = Duration.ofMillis(10);

    private static final int LOG_LINES = 15;

    private final RelayerId id;
    private final RunningProcess running;
    private final Deadline deadline;

    RelayerReadiness(RelayerId id, RunningProcess running, Deadline deadline) {
        this.id = id;
        this.running = running;
        this.deadline = deadline;
    }

    /**
     * Asks until the answer is the right one.
     *
     * @param missing what the body of an answer lacks yet; empty where it is the right one
     */
    void await(HttpRequest.Builder request, Function<String, Optional<String>> missing) {
        String seen = "it does not answer yet";
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!deadline.passed()) {
                Optional<String> answer = ask(http, request);
                Optional<String> lacks = answer.flatMap(missing);
                if (answer.isPresent() && lacks.isEmpty()) {
                    return;
                }
                seen = lacks.orElse(seen);
                OptionalInt exit = running.awaitExit(UNTIL_NEXT_TRY);
                if (exit.isPresent()) {
                    http.shutdownNow();
                    throw RelayerExit.explain(id, running, exit.getAsInt());
                }
            }
            http.shutdownNow();
        }
        URI uri = request.build().uri();
        throw new DeadlineExceededException(Failure.doing("waiting until " + id + " relays")
                .expected("an answer at " + uri + " within " + deadline.total().toSeconds() + " s")
                .seen(seen)
                .log(running.log(), running.lastLines(LOG_LINES))
                .hint("a slow machine may need a longer time-out")
                .build());
    }

    private Optional<String> ask(HttpClient http, HttpRequest.Builder request) {
        Duration left = deadline.remaining();
        if (left.isZero()) {
            return Optional.empty();
        }
        try {
            return Optional.of(http.send(request.timeout(left).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            http.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing("waiting until " + id + " relays").build(), e);
        }
    }
}
