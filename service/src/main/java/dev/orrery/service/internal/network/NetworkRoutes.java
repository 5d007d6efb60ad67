package dev.orrery.service.internal.network;

import dev.orrery.base.Deadline;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription;
import dev.orrery.network.RelayPath;
import dev.orrery.network.json.PathView;
import dev.orrery.network.json.PathsJson;
import dev.orrery.network.json.StatusJson;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/network}, {@code /v1/paths} and {@code /ready}: the network as it is now. */
public final class NetworkRoutes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration USUAL = Duration.ofSeconds(5);

    private final LiveNetwork live;
    private final Supplier<ArrayNode> progress;
    private final Waits waits;
    private final Duration longestWait;
    private final int mostBytes;

    /** How to wait for the network. */
    @FunctionalInterface
    public interface Waits {
        Optional<Network> await(Deadline deadline, Supplier<Optional<Network>> find);
    }

    /**
     * @param progress how far each node is, as the nodes say
     * @param waits asks again whenever something has changed, until there is an answer or the deadline passes
     */
    public NetworkRoutes(
            LiveNetwork live, Supplier<ArrayNode> progress, Waits waits, Duration longestWait, int mostBytes) {
        this.live = live;
        this.progress = progress;
        this.waits = waits;
        this.longestWait = longestWait;
        this.mostBytes = mostBytes;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/ready", Access.TOKEN, this::ready),
                new Route(HandlerType.GET, "/v1/network", Access.TOKEN, this::network),
                new Route(HandlerType.PUT, "/v1/network", Access.OPERATOR, this::attach),
                new Route(HandlerType.GET, "/v1/paths", Access.TOKEN, this::paths),
                new Route(HandlerType.GET, "/v1/paths/{path}/timeline", Access.TOKEN, this::timeline));
    }

    private void ready(Context ctx) {
        Network network = waits.await(Requests.deadline(ctx, longestWait), live::network)
                .orElseThrow(() -> new HttpProblem(503, "not-ready", "there is no network yet, or it is not ready")
                        .header("Retry-After", "1"));
        Requests.answer(
                ctx,
                JsonNodeFactory.instance.objectNode().put("status", "ready").put("network", network.name()));
    }

    private void network(Context ctx) {
        ObjectNode json = live.network()
                .map(network -> StatusJson.of(network.status(timeout(ctx))))
                .orElseGet(NetworkRoutes::starting);
        json.set("progress", progress.get());
        Requests.answer(ctx, json);
    }

    private static ObjectNode starting() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "").put("state", "starting");
        json.putArray("chains");
        json.putArray("paths");
        return json;
    }

    private void attach(Context ctx) {
        ObjectNode body = Requests.body(ctx, mostBytes);
        try {
            live.attach(JSON.treeToValue(body, NetworkDescription.class));
        } catch (JacksonException e) {
            throw new HttpProblem(
                    400, "bad-network", "this is not what a network.json holds: " + e.getOriginalMessage());
        }
        ctx.status(204);
    }

    private void paths(Context ctx) {
        Network network = live.require();
        Requests.answer(ctx, views(network, network.paths(), false, ctx));
    }

    private void timeline(Context ctx) {
        Network network = live.require();
        RelayPath path = network.paths().stream()
                .filter(it -> it.name().equals(ctx.pathParam("path")))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "no-such-path",
                        "the network's paths are "
                                + network.paths().stream().map(RelayPath::name).toList()));
        Requests.answer(ctx, views(network, List.of(path), true, ctx));
    }

    private static ObjectNode views(Network network, List<RelayPath> paths, boolean timeline, Context ctx) {
        return PathsJson.of(network.name(), PathView.of(network, paths, timeline, timeout(ctx)));
    }

    /** How long nodes may take to answer. */
    private static Deadline timeout(Context ctx) {
        String wanted = ctx.queryParam("timeout");
        return Deadline.after(wanted == null ? USUAL : Requests.duration(wanted));
    }
}
