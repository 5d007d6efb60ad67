package dev.orrery.service.internal.http;

import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.access.Tokens;
import dev.orrery.service.internal.http.Route.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tokens: made, replaced and made void by the operator. A token is told once, when it is made. */
public final class TokenRoutes {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Tokens tokens;

    public TokenRoutes(Tokens tokens) {
        this.tokens = tokens;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/v1/tokens", Access.OPERATOR, this::list),
                new Route(HandlerType.POST, "/v1/tokens/operator", Access.OPERATOR, this::rotate),
                new Route(HandlerType.POST, "/v1/tokens/nodes/{chain}/{node}", Access.OPERATOR, this::issue),
                new Route(HandlerType.DELETE, "/v1/tokens/nodes/{chain}/{node}", Access.OPERATOR, this::revoke));
    }

    /** The node that a path names. */
    public static Principal.Node node(Context ctx) {
        String chain = ctx.pathParam("chain");
        String node = ctx.pathParam("node");
        if (!NAME.matcher(chain).matches() || !NAME.matcher(node).matches()) {
            throw new HttpProblem(
                    400, "bad-name", "names of chains and nodes are lower-case letters, digits and hyphens");
        }
        return new Principal.Node(chain, node);
    }

    private void list(Context ctx) {
        ObjectNode json = JSON.createObjectNode();
        tokens.nodes().forEach(json.putArray("nodes")::add);
        ctx.result(JSON.writeValueAsBytes(json));
    }

    private void rotate(Context ctx) {
        answer(ctx, tokens.rotateOperator());
    }

    private void issue(Context ctx) {
        answer(ctx, tokens.issue(node(ctx)));
    }

    private void revoke(Context ctx) {
        if (!tokens.revoke(node(ctx))) {
            throw new HttpProblem(404, "no-such-token", "this node has no token");
        }
        ctx.status(204);
    }

    private static void answer(Context ctx, String token) {
        ctx.status(201)
                .header("Cache-Control", "no-store")
                .result(JSON.writeValueAsBytes(JSON.createObjectNode().put("token", token)));
    }
}
