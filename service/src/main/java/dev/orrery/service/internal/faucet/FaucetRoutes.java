package dev.orrery.service.internal.faucet;

import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Bech32;
import dev.orrery.client.Coin;
import dev.orrery.client.TxResult;
import dev.orrery.network.Chain;
import dev.orrery.network.json.TxJson;
import dev.orrery.service.internal.http.HttpProblem;
import dev.orrery.service.internal.http.Requests;
import dev.orrery.service.internal.http.Route;
import dev.orrery.service.internal.http.Route.Access;
import dev.orrery.service.internal.network.LiveNetwork;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/faucet/{chain}}, and the form of it that the faucet of CosmJS has. */
public final class FaucetRoutes implements AutoCloseable {
    private static final long USUAL_AMOUNT = 10_000_000;
    private static final int MOST_DENOMS = 16;
    private static final int MOST_BYTES = 16 * 1024;

    private final LiveNetwork live;
    private final BiConsumer<String, Long> onSent;
    private final Map<Chain, Faucet> faucets = new ConcurrentHashMap<>();

    /** @param onSent told of each transaction, with its chain and how many requests it answers */
    public FaucetRoutes(LiveNetwork live, BiConsumer<String, Long> onSent) {
        this.live = live;
        this.onSent = onSent;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/v1/faucet/{chain}/status", Access.OPERATOR, this::status),
                new Route(HandlerType.POST, "/v1/faucet/{chain}", Access.OPERATOR, this::send),
                new Route(HandlerType.POST, "/v1/faucet/{chain}/credit", Access.OPERATOR, this::credit));
    }

    private void status(Context ctx) {
        Chain chain = live.chain(ctx);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("status", "ok")
                .put("chainId", chain.chainId())
                .put("nodeUrl", chain.nodes().getFirst().endpoints().rpc());
        ObjectNode holder =
                json.putObject("holder").put("address", chain.faucet().address());
        holder.set("balance", TxJson.coins(chain.faucet().balances()));
        Requests.answer(ctx, json);
    }

    private void send(Context ctx) {
        Chain chain = live.chain(ctx);
        JsonNode body = Requests.body(ctx, MOST_BYTES);
        JsonNode wanted = body.path("coins");
        String text = wanted.isArray()
                ? String.join(
                        ",", wanted.valueStream().map(coin -> coin.asString("")).toList())
                : wanted.asString("");
        List<Coin> coins = text.isEmpty() ? List.of(Coin.of(USUAL_AMOUNT, chain.denom())) : parse(text);
        String address = address(chain, body);
        TxResult result = faucet(chain).send(address, coins);
        Requests.answer(ctx, TxJson.ofFaucet(chain.name(), result, address, coins));
    }

    /** {@code {"denom":…,"address":…}}, and {@code ok} for an answer, as CosmJS has it. */
    private void credit(Context ctx) {
        Chain chain = live.chain(ctx);
        JsonNode body = Requests.body(ctx, MOST_BYTES);
        String denom = body.path("denom").asString(chain.denom());
        faucet(chain).send(address(chain, body), parse(USUAL_AMOUNT + denom));
        ctx.contentType("text/plain; charset=utf-8").result("ok");
    }

    private Faucet faucet(Chain chain) {
        return faucets.computeIfAbsent(chain, it -> new Faucet(it, count -> onSent.accept(it.name(), count)));
    }

    private static String address(Chain chain, JsonNode body) {
        String address = body.path("address").asString("");
        try {
            Bech32.decode(chain.prefix(), address);
            return address;
        } catch (InvalidInputException e) {
            throw new HttpProblem(400, "bad-address", e.failure().headline());
        }
    }

    private static List<Coin> parse(String text) {
        List<Coin> coins;
        try {
            coins = Coin.parseList(text);
        } catch (InvalidInputException e) {
            throw new HttpProblem(400, "bad-coins", e.failure().headline());
        }
        if (coins.isEmpty() || coins.size() > MOST_DENOMS || coins.stream().anyMatch(Coin::isZero)) {
            throw new HttpProblem(400, "bad-coins", "1 to " + MOST_DENOMS + " coins, each more than none");
        }
        return coins;
    }

    @Override
    public void close() {
        faucets.values().forEach(Faucet::close);
    }
}
