package dev.orrery.service.internal.http;

import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.access.Tokens;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What every request passes first: who asks, how often, and whether they may ask this at all. */
public final class Gate {
    private static final String PRINCIPAL = "orrery.principal";

    /** Who guesses tokens is slower than who has one. */
    private static final int STRANGERS_PER_SECOND = 20;

    private static final char DELETE = 0x7f;
    private static final String FORBIDDEN = "%;\\";

    private final Tokens tokens;
    private final RateLimiter known;
    private final RateLimiter strangers = new RateLimiter(STRANGERS_PER_SECOND, System::nanoTime);
    private final Set<String> open;

    Gate(Tokens tokens, int requestsPerSecond, Set<String> open) {
        this.tokens = tokens;
        this.known = new RateLimiter(requestsPerSecond, System::nanoTime);
        this.open = open;
    }

    /** Who asks. */
    public static Principal principal(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(PRINCIPAL), "asked before the gate");
    }

    void enter(Context ctx) {
        Optional<Principal> principal = tokens.authenticate(ctx.header("Authorization"));
        if (principal.isPresent()) {
            limit(known, principal.get().label());
            ctx.attribute(PRINCIPAL, principal.get());
            checkMethod(ctx);
            checkSpelling(ctx.req().getRequestURI());
        } else if (open.contains(ctx.path())) {
            limit(known, ctx.ip());
        } else {
            limit(strangers, ctx.ip());
            throw new HttpProblem(401, "unauthorized", "send a token: Authorization: Bearer …")
                    .header("WWW-Authenticate", "Bearer realm=\"orrery\"");
        }
    }

    /** Javalin would take a GET with this header for a DELETE, which is not what anybody between sees. */
    private static void checkMethod(Context ctx) {
        if (ctx.header("X-HTTP-Method-Override") != null) {
            throw new HttpProblem(400, "method-override", "a request does what its first line says");
        }
    }

    /** Nothing here needs encoding, so every path has one spelling, and none is decoded twice, or by somebody else. */
    private static void checkSpelling(String path) {
        if (!path.chars().allMatch(c -> c > ' ' && c < DELETE && FORBIDDEN.indexOf(c) < 0)) {
            throw new HttpProblem(400, "bad-path", "paths of this API are plain: no encoding, no parameters");
        }
    }

    void mayAsk(Context ctx, Route route) {
        if (route.access() == Route.Access.OPERATOR && !(principal(ctx) instanceof Principal.Operator)) {
            throw new HttpProblem(403, "operator-only", "only the operator's token opens this");
        }
    }

    private static void limit(RateLimiter limiter, String client) {
        int seconds = limiter.take(client);
        if (seconds > 0) {
            throw new HttpProblem(429, "too-many-requests", "too many requests of " + client + " in a short time")
                    .header("Retry-After", Integer.toString(seconds));
        }
    }
}
