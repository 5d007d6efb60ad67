package dev.orrery.service.internal.http;

import dev.orrery.base.CancelledException;
import dev.orrery.base.ChainException;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.base.OrreryException;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Errors as problem JSON (RFC 9457), whoever noticed them: a handler, the router, or the server itself. */
public final class Problems {
    public static final String CONTENT_TYPE = "application/problem+json";

    /** Types are names, not places; programs compare them. */
    private static final String TYPE = "urn:orrery:problem:";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** The problem that an exception is. What is our own fault is logged, and told without its insides. */
    static HttpProblem of(Exception e) {
        return switch (e) {
            case HttpProblem problem -> problem;
            case OrreryException failed -> ofFailure(failed);
            default -> {
                LOG.error("a request failed", e);
                yield new HttpProblem(500, "internal", "the service failed; its log says how");
            }
        };
    }

    /** The problem behind a bare status, as the router and the server give it. */
    static HttpProblem ofStatus(int status) {
        return switch (status) {
            case 404 -> new HttpProblem(404, "no-such-route", "there is nothing here; see /v1/openapi.json");
            case 405 -> new HttpProblem(405, "method-not-allowed", "this is not done here; see /v1/openapi.json");
            default ->
                new HttpProblem(
                        status,
                        status < 500 ? "bad-request" : "internal",
                        String.valueOf(HttpStatus.getMessage(status)).toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static HttpProblem ofFailure(OrreryException e) {
        HttpProblem problem = switch (e) {
            case InvalidInputException x ->
                new HttpProblem(400, "invalid-input", x.failure().headline());
            case NetworkStateException x ->
                new HttpProblem(409, "network-state", x.failure().headline());
            case ChainException x -> new HttpProblem(502, "chain", x.failure().headline());
            case DeadlineExceededException x ->
                new HttpProblem(504, "deadline", x.failure().headline());
            case CancelledException x -> new HttpProblem(503, "stopping", "the service is being stopped");
            case HostException x -> ofHost(x);
            default -> new HttpProblem(500, "internal", e.failure().headline());
        };
        if (problem.status() == 500) {
            LOG.error("a request failed", e);
        }
        e.failure().expected().ifPresent(text -> problem.with("expected", text));
        e.failure().hint().ifPresent(text -> problem.with("hint", text));
        return problem;
    }

    private static HttpProblem ofHost(HostException e) {
        String words = String.valueOf(e.getMessage());
        return words.contains("No space left") || words.contains("Disk quota") || words.contains("File too large")
                ? new HttpProblem(507, "disk-full", "the service's disk is full; nothing was changed")
                : new HttpProblem(500, "internal", "the service failed; its log says how");
    }

    /** Sends it, unless an answer has begun already: then only the connection can tell, by being cut. */
    static void send(Context ctx, HttpProblem problem) {
        if (ctx.res().isCommitted()) {
            return;
        }
        ctx.status(problem.status()).contentType(CONTENT_TYPE);
        problem.headers().forEach(ctx::header);
        ctx.result(json(problem, ctx.path()));
    }

    /** The document. */
    static byte[] json(HttpProblem problem, String instance) {
        ObjectNode json = JSON.createObjectNode()
                .put("type", TYPE + problem.name())
                .put("title", problem.name().replace('-', ' '))
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("instance", instance);
        problem.members().forEach(json::put);
        return JSON.writeValueAsBytes(json);
    }
}
