package dev.orrery.service.client;

import dev.orrery.base.CancelledException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests with a token, sent again where that is safe and may help. Thread-safe. */
final class Calls implements AutoCloseable {
    private static final int LARGE = 64 * 1024;
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Busy, stopping, or something between us and the service. */
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 502, 503, 504);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Below what the service allows, so that who waits longer is known to be there still. */
    private static final Duration ONE_WAIT = Duration.ofSeconds(30);

    /** The service answers at the deadline; its answer then needs a moment. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();
    private final HttpClient http;
    private final URI url;
    private final String token;

    /** @param tls absent: with the certificates that Java trusts */
    Calls(URI url, String token, Optional<SSLContext> tls) {
        this(url, token, client(tls));
    }

    private Calls(URI url, String token, HttpClient http) {
        this.url = url;
        this.token = token;
        this.http = http;
    }

    private static HttpClient client(Optional<SSLContext> tls) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        tls.ifPresent(client::sslContext);
        return client.build();
    }

    /** The same over the same connections, for somebody else. */
    Calls with(String otherToken) {
        return new Calls(url, otherToken, http);
    }

    /**
     * What is to be asked. Every one of them may be asked twice: the service takes the second for the first.
     *
     * @param headers names and values in turn
     */
    record Call(String doing, String method, String path, BodyPublisher body, List<String> headers) {
        /** One that sends nothing but itself. */
        static Call bare(String doing, String method, String path, String... headers) {
            return new Call(doing, method, path, BodyPublishers.noBody(), List.of(headers));
        }

        /** One that sends JSON. */
        static Call json(String doing, String method, String path, JsonNode body) {
            return new Call(doing, method, path, BodyPublishers.ofString(body.toString()), List.of());
        }
    }

    /**
     * Asks for JSON, until there is an answer that is not worth another try.
     *
     * @throws NetworkStateException if the service refuses
     * @throws InvalidInputException if it cannot read what was sent
     */
    JsonNode json(Call call, Deadline deadline) {
        return JSON.readTree(accepted(call, send(call, BodyHandlers.ofByteArray(), deadline)));
    }

    /** The body of an answer that is no error. */
    byte[] accepted(Call call, HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw refused(call, answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    /**
     * Asks until there is an answer that is not worth another try.
     *
     * @throws DeadlineExceededException if there is none until the deadline; says what was seen last
     */
    <T> HttpResponse<T> send(Call call, BodyHandler<T> handler, Deadline deadline) {
        Duration pause = FIRST_PAUSE;
        String seen = "no answer";
        while (true) {
            try {
                HttpResponse<T> answer = http.send(
                        request(call)
                                .timeout(deadline.remaining().plusMillis(1))
                                .build(),
                        handler);
                if (!WORTH_ANOTHER_TRY.contains(answer.statusCode())) {
                    return answer;
                }
                seen = "HTTP status " + answer.statusCode();
            } catch (SSLHandshakeException e) {
                throw untrusted(call, e);
            } catch (IOException e) {
                seen = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException(
                        Failure.doing(call.doing()).seen("interrupted").build(), e);
            }
            if (deadline.passed()) {
                throw new DeadlineExceededException(Failure.doing(call.doing())
                        .where(url.toString())
                        .expected("an answer within " + deadline.total().toMillis() + " ms")
                        .seen(seen)
                        .hint("look whether the API service runs there")
                        .build());
            }
            pause(pause, deadline, call.doing());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /**
     * What came of one wait at the service.
     *
     * @param result empty where there is none yet
     * @param seen what there is instead
     */
    record Waited<T>(Optional<T> result, String seen) {}

    /**
     * Has the service wait, again and again, until it has a result.
     *
     * @param ask takes what {@code ?wait=} is to say, and the deadline of that one call
     */
    <T> T await(String doing, String expected, Deadline deadline, BiFunction<String, Deadline, Waited<T>> ask) {
        while (true) {
            Waited<T> waited = ask.apply(
                    deadline.atMost(ONE_WAIT).remaining().toMillis() + "ms",
                    Deadline.after(deadline.remaining().plus(GRACE)));
            if (waited.result().isPresent()) {
                return waited.result().get();
            }
            if (deadline.passed()) {
                throw new DeadlineExceededException(Failure.doing(doing)
                        .where(url.toString())
                        .expected(expected + " within " + deadline.total().toMillis() + " ms")
                        .seen(waited.seen())
                        .build());
            }
        }
    }

    /** Asks once: for what must not be done twice. */
    <T> HttpResponse<T> sendOnce(Call call, BodyHandler<T> handler, Deadline deadline) {
        return exchange(
                call, request(call).timeout(deadline.remaining().plusMillis(1)).build(), handler);
    }

    /** Asks for an answer that goes on and on. */
    <T> HttpResponse<T> open(Call call, BodyHandler<T> handler) {
        return exchange(call, request(call).build(), handler);
    }

    private <T> HttpResponse<T> exchange(Call call, HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (SSLHandshakeException e) {
            throw untrusted(call, e);
        } catch (IOException e) {
            throw new NetworkStateException(
                    Failure.doing(call.doing())
                            .where(url.toString())
                            .expected("an answer")
                            .seen(e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()))
                            .hint("look whether the API service runs there")
                            .build(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    Failure.doing(call.doing()).seen("interrupted").build(), e);
        }
    }

    private NetworkStateException untrusted(Call call, SSLHandshakeException e) {
        return new NetworkStateException(
                Failure.doing(call.doing())
                        .where(url.toString())
                        .expected("a certificate that is trusted here, and made for this address")
                        .seen(String.valueOf(e.getMessage()))
                        .hint("name the file with the certificate of its authority, or with its own (--ca FILE)")
                        .build(),
                e);
    }

    /** What an answer that is an error means. */
    OrreryException refused(Call call, int status, byte[] body) {
        String seen = "HTTP status " + status;
        try {
            JsonNode problem = JSON.readTree(body);
            seen = problem.path("type").asString("").replace("urn:orrery:problem:", "") + ": "
                    + problem.path("detail").asString(seen);
        } catch (JacksonException e) {
            // Not from the service itself: the status says it all.
        }
        Failure failure =
                Failure.doing(call.doing()).where(url + call.path()).seen(seen).build();
        return status == 400 ? new InvalidInputException(failure) : new NetworkStateException(failure);
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + call.path()))
                .header("Authorization", "Bearer " + token)
                .method(call.method(), call.body())
                .expectContinue(isLarge(call.body()));
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.header(call.headers().get(i), call.headers().get(i + 1));
        }
        return request;
    }

    /**
     * Then the service is asked before it is sent (RFC 9110, section 10.1.1): where it refuses in the middle, its words get lost
     * with the connection.
     */
    private static boolean isLarge(BodyPublisher body) {
        return body.contentLength() < 0 || body.contentLength() > LARGE;
    }

    /** Nothing tells when a service that is not there comes up. */
    private void pause(Duration pause, Deadline deadline, String doing) {
        Deadline end = deadline.atMost(pause);
        lock.lock();
        try {
            while (end.await(
                    never, () -> Failure.doing(doing).seen("interrupted").build())) {
                // woken for nothing
            }
        } finally {
            lock.unlock();
        }
    }
}
