package dev.orrery.service.internal.network;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.client.Coin;
import dev.orrery.network.Chain;
import dev.orrery.network.Network;
import dev.orrery.network.json.RegistryJson;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/chains} and {@code /v1/ibc}: the network in the formats of the Cosmos chain registry. */
public final class RegistryRoutes {
    private final LiveNetwork live;

    /** By chain ID; asked once, since genesis is. */
    private final Map<String, List<String>> denoms = new ConcurrentHashMap<>();

    public RegistryRoutes(LiveNetwork live) {
        this.live = live;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/v1/chains", Access.TOKEN, this::chains),
                new Route(HandlerType.GET, "/v1/chains/{chain}", Access.TOKEN, this::chain),
                new Route(HandlerType.GET, "/v1/chains/{chain}/assets", Access.TOKEN, this::assets),
                new Route(HandlerType.GET, "/v1/ibc", Access.TOKEN, this::paths),
                new Route(HandlerType.GET, "/v1/ibc/{a}/{b}", Access.TOKEN, this::path));
    }

    private void chains(Context ctx) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("chains");
        live.require().chains().forEach(chain -> list.add(RegistryJson.chain(chain.description())));
        Requests.answer(ctx, json);
    }

    private void chain(Context ctx) {
        Requests.answer(ctx, RegistryJson.chain(live.chain(ctx).description()));
    }

    private void assets(Context ctx) {
        Chain chain = live.chain(ctx);
        Requests.answer(ctx, RegistryJson.assets(chain, more(chain)));
    }

    private void paths(Context ctx) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("paths", RegistryJson.ibc(RegistryJson.canonical(live.require())));
        Requests.answer(ctx, json);
    }

    private void path(Context ctx) {
        Network network = live.require();
        try {
            Requests.answer(ctx, RegistryJson.ibc(network.path(ctx.pathParam("a"), ctx.pathParam("b"))));
        } catch (InvalidInputException e) {
            throw new HttpProblem(404, "no-such-path", e.failure().headline());
        }
    }

    /** What genesis has beside the chain's denom; none while the chain cannot be asked. */
    private List<String> more(Chain chain) {
        List<String> known = denoms.get(chain.chainId());
        if (known != null) {
            return known;
        }
        try {
            List<String> asked = chain.client().bank().supply().stream()
                    .map(Coin::denom)
                    .filter(denom -> !denom.startsWith("ibc/"))
                    .sorted()
                    .toList();
            denoms.put(chain.chainId(), asked);
            return asked;
        } catch (OrreryException e) {
            return List.of();
        }
    }
}
