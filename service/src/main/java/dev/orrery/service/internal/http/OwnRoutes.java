package dev.orrery.service.internal.http;

import dev.orrery.service.internal.http.Route.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** What the service says of itself. */
public final class OwnRoutes {
    private OwnRoutes() {}

    public static List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/health", Access.ANYBODY, OwnRoutes::health),
                new Route(HandlerType.GET, "/v1/openapi.json", Access.TOKEN, OwnRoutes::openApi));
    }

    private static void health(Context ctx) {
        ctx.result("{\"status\":\"up\"}");
    }

    private static void openApi(Context ctx) {
        ctx.result(OpenApi.document());
    }
}
