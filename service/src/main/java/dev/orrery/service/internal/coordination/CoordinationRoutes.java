package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.service.Limits;
import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.coordination.Events.Event;
import dev.orrery.service.internal.files.FileName;
import dev.orrery.service.internal.files.FileRights;
import dev.orrery.service.internal.http.Gate;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import dev.orrery.service.internal.http.TokenRoutes;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/nodes}, {@code /v1/leases}, {@code /v1/barriers} and {@code /v1/events}. */
final class CoordinationRoutes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,126}");
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

    private final Limits limits;
    private final FileRights rights;
    private final Waiting waiting;
    private final Events events;
    private final Leases leases;
    private final Barriers barriers;
    private final Stages stages;

    CoordinationRoutes(
            Limits limits,
            FileRights rights,
            Waiting waiting,
            Events events,
            Leases leases,
            Barriers barriers,
            Stages stages) {
        this.limits = limits;
        this.rights = rights;
        this.waiting = waiting;
        this.events = events;
        this.leases = leases;
        this.barriers = barriers;
        this.stages = stages;
    }

    List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/v1/nodes", Access.TOKEN, ctx -> Requests.answer(ctx, stages.all())),
                new Route(HandlerType.GET, "/v1/nodes/{chain}/{node}", Access.TOKEN, this::node),
                new Route(HandlerType.PUT, "/v1/nodes/{chain}/{node}/stage", Access.TOKEN, this::stage),
                new Route(HandlerType.GET, "/v1/leases/{name}", Access.TOKEN, this::lease),
                new Route(HandlerType.POST, "/v1/leases/{name}", Access.TOKEN, this::acquire),
                new Route(HandlerType.PUT, "/v1/leases/{name}", Access.TOKEN, this::renew),
                new Route(HandlerType.DELETE, "/v1/leases/{name}", Access.TOKEN, this::release),
                new Route(HandlerType.GET, "/v1/barriers/{name}", Access.TOKEN, this::barrier),
                new Route(HandlerType.POST, "/v1/barriers/{name}", Access.TOKEN, this::arrive),
                new Route(HandlerType.GET, "/v1/events", Access.TOKEN, this::events));
    }

    private void node(Context ctx) {
        Principal.Node node = TokenRoutes.node(ctx);
        String stage = Optional.ofNullable(ctx.queryParam("stage")).orElse("");
        Optional<ObjectNode> found = waiting.await(
                Requests.deadline(ctx, limits.longestWait()),
                () -> stages.find(node).filter(json -> stage.isEmpty() || hasEnded(node, stage)));
        Requests.answer(
                ctx,
                found.or(() -> stages.find(node))
                        .orElseThrow(() -> new HttpProblem(404, "no-such-node", "this node has not reported a stage")));
    }

    private boolean hasEnded(Principal.Node node, String stage) {
        return stages.state(node, stage)
                .filter(state -> !state.equals("running"))
                .isPresent();
    }

    private void stage(Context ctx) {
        Principal.Node node = TokenRoutes.node(ctx);
        if (Gate.principal(ctx) instanceof Principal.Node who && !who.equals(node)) {
            throw new HttpProblem(403, "not-yours", "a node reports its own stages");
        }
        JsonNode body = Requests.body(ctx, limits.jsonBytes());
        Requests.answer(
                ctx,
                stages.report(
                        node,
                        body.path("stage").asString(""),
                        body.path("state").asString(""),
                        body.path("detail").asString("")));
    }

    private void lease(Context ctx) {
        String name = name(ctx);
        Deadline deadline = Requests.deadline(ctx, limits.longestWait());
        boolean waits = ctx.queryParam("wait") != null;
        Requests.answer(ctx, (waits ? leases.awaitDone(name, deadline) : leases.get(name)).json());
    }

    private void acquire(Context ctx) {
        String name = name(ctx);
        JsonNode body = Requests.body(ctx, limits.jsonBytes());
        String who = who(ctx, body);
        if (Gate.principal(ctx) instanceof Principal.Node node && !mayLease(node, name)) {
            throw new HttpProblem(
                    403,
                    "not-yours",
                    "a node leases " + Coordination.initChainLease(node.chain()) + " and names that begin with "
                            + node.chain() + ".");
        }
        Duration ttl = Requests.duration(body.path("ttl").asString("10s"));
        if (ttl.compareTo(LONGEST_LEASE) > 0 || !ttl.isPositive()) {
            throw new HttpProblem(400, "bad-duration", "a lease is for 1 ms to 10 minutes, and can be renewed");
        }
        Leases.State state = leases.acquire(name, who, ttl, Requests.deadline(ctx, limits.longestWait()));
        ObjectNode json = state.json();
        if (!state.done()) {
            json.put("fencing_token", state.fence());
        }
        Requests.answer(ctx, json);
    }

    private static boolean mayLease(Principal.Node node, String name) {
        return name.equals(Coordination.initChainLease(node.chain())) || name.startsWith(node.chain() + ".");
    }

    private void renew(Context ctx) {
        JsonNode body = Requests.body(ctx, limits.jsonBytes());
        Requests.answer(ctx, leases.renew(name(ctx), who(ctx, body), fence(ctx)).json());
    }

    private void release(Context ctx) {
        String as = Optional.ofNullable(ctx.queryParam("as")).orElse("");
        boolean done = "true".equals(ctx.queryParam("done"));
        Requests.answer(
                ctx, leases.release(name(ctx), who(ctx, as), fence(ctx), done).json());
    }

    private void barrier(Context ctx) {
        Requests.answer(ctx, barriers.get(name(ctx)));
    }

    private void arrive(Context ctx) {
        JsonNode body = Requests.body(ctx, limits.jsonBytes());
        Requests.answer(
                ctx,
                barriers.arrive(
                        name(ctx),
                        who(ctx, body),
                        body.path("parties").asInt(0),
                        Requests.deadline(ctx, limits.longestWait())));
    }

    private void events(Context ctx) throws IOException {
        Principal who = Gate.principal(ctx);
        new EventStream(waiting, events).serve(ctx, event -> maySee(who, event));
    }

    /** Names of other nodes' keys are not told. */
    private boolean maySee(Principal who, Event event) {
        return !event.type().equals("file") || rights.mayRead(who, FileName.parse(event.name()));
    }

    private static String name(Context ctx) {
        String name = ctx.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            throw new HttpProblem(400, "bad-name", "names are 1 to 127 lower-case letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    private static String who(Context ctx, JsonNode body) {
        return who(ctx, body.path("as").asString(""));
    }

    /** Nodes act for themselves; the operator may act for anybody. */
    private static String who(Context ctx, String as) {
        Principal principal = Gate.principal(ctx);
        if (as.isEmpty() || as.equals(principal.label())) {
            return principal.label();
        }
        if (principal instanceof Principal.Operator) {
            return as;
        }
        throw new HttpProblem(403, "not-yours", "a node acts for itself: leave out 'as'");
    }

    private static long fence(Context ctx) {
        return Requests.fence(ctx)
                .orElseThrow(() -> new HttpProblem(
                        400, "bad-fencing-token", "send Fencing-Token: the number that the lease came with"));
    }
}
