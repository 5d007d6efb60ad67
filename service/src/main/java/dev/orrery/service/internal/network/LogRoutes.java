package dev.orrery.service.internal.network;

import dev.orrery.base.CancelledException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.http.Gate;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import dev.orrery.service.internal.http.TokenRoutes;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/logs} and {@code …/logs}: what nodes and relayers said. */
public final class LogRoutes {
    private final LiveNetwork live;
    private final LogStream stream;

    /** @param stream follows */
    public LogRoutes(LiveNetwork live, LogStream stream) {
        this.live = live;
        this.stream = stream;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/v1/logs", Access.TOKEN, this::list),
                new Route(HandlerType.GET, "/v1/nodes/{chain}/{node}/logs", Access.TOKEN, this::node),
                new Route(
                        HandlerType.GET,
                        "/v1/nodes/{chain}/{node}/companions/{companion}/logs",
                        Access.TOKEN,
                        this::companion),
                new Route(HandlerType.GET, "/v1/paths/{path}/relayers/{relayer}/logs", Access.OPERATOR, this::relayer));
    }

    private void list(Context ctx) {
        FoundNetwork found = found();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var nodes = json.putArray("nodes");
        found.nodes().forEach(node -> nodes.add(node.toString()));
        var companions = json.putArray("companions");
        found.companions().forEach(companion -> companions.add(companion.toString()));
        var relayers = json.putArray("relayers");
        found.relayers().forEach(relayer -> relayers.add(relayer.toString()));
        Requests.answer(ctx, json);
    }

    private void node(Context ctx) throws IOException {
        NodeId node = ownNode(ctx);
        String label = ctx.queryParam("stage");
        Stage stage = Stage.of(label == null ? Stage.START.label() : label)
                .orElseThrow(() -> new HttpProblem(
                        400,
                        "bad-stage",
                        "stages are "
                                + Arrays.stream(Stage.values())
                                        .map(Stage::label)
                                        .collect(Collectors.joining(", "))));
        FoundNetwork found = found();
        send(ctx, (follow, line) -> found.readLog(node, stage, follow, line));
    }

    private void companion(Context ctx) throws IOException {
        CompanionId companion = new CompanionId(ownNode(ctx), ctx.pathParam("companion"));
        FoundNetwork found = found();
        if (!found.companions().contains(companion)) {
            throw new HttpProblem(404, "no-such-log", "the companions are " + found.companions());
        }
        send(ctx, (follow, line) -> found.readLog(companion, follow, line));
    }

    /** The node that the path names, if the client may read its logs. */
    private static NodeId ownNode(Context ctx) {
        Principal.Node named = TokenRoutes.node(ctx);
        if (Gate.principal(ctx) instanceof Principal.Node who && !who.equals(named)) {
            throw new HttpProblem(403, "not-yours", "a node reads its own logs");
        }
        return new NodeId(named.chain(), named.node());
    }

    private void relayer(Context ctx) throws IOException {
        RelayerId relayer = new RelayerId(ctx.pathParam("path"), ctx.pathParam("relayer"));
        FoundNetwork found = found();
        send(ctx, (follow, line) -> found.readLog(relayer, follow, line));
    }

    private void send(Context ctx, Log log) throws IOException {
        if ("true".equals(ctx.queryParam("follow"))) {
            stream.serve(ctx, line -> log.read(true, line));
            return;
        }
        ctx.contentType("text/plain; charset=utf-8").header("X-Content-Type-Options", "nosniff");
        OutputStream out = ctx.res().getOutputStream();
        try {
            log.read(false, line -> write(out, line));
        } catch (NetworkStateException e) {
            throw new HttpProblem(404, "no-such-log", e.failure().headline());
        } catch (CancelledException e) {
            // The reader went away.
            ctx.status(499);
        }
    }

    private FoundNetwork found() {
        return live.logs()
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "no-logs",
                        "the nodes do not run where this service does; ask the backend that runs them"));
    }

    private static void write(OutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw LogStream.gone(e);
        }
    }

    /** A log that can be read. */
    @FunctionalInterface
    private interface Log {
        void read(boolean follow, Consumer<String> line);
    }
}
