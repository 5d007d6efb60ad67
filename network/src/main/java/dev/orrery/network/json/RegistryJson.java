package dev.orrery.network.json;

import dev.orrery.client.Coin;
import dev.orrery.client.keys.KeyFormat;
import dev.orrery.network.Chain;
import dev.orrery.network.Channel;
import dev.orrery.network.Network;
import dev.orrery.network.NetworkDescription.ChainDescription;
import dev.orrery.network.NetworkDescription.EndDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.RelayPath;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chains and paths as the Cosmos chain registry (github.com/cosmos/chain-registry) writes them: {@code chain.json},
 * {@code assetlist.json}, and one file {@code _IBC/<chain>-<chain>.json} for each pair. Nothing is asked of the chains.
 */
public final class RegistryJson {
    private static final int MICRO = 6;
    private static final double AVERAGE = 1.25;
    private static final double HIGH = 1.5;
    private static final String TRANSFER = "transfer";

    private RegistryJson() {}

    /** A chain's {@code chain.json}. */
    public static ObjectNode chain(ChainDescription chain) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "../chain.schema.json")
                .put("chain_name", chain.name())
                .put("chain_type", "cosmos")
                .put("chain_id", chain.chainId())
                .put("pretty_name", chain.name())
                .put("status", "live")
                .put("network_type", "devnet")
                .put("bech32_prefix", chain.prefix())
                .put("slip44", chain.coinType());
        json.putArray("key_algos").add(chain.keyFormat().equals(KeyFormat.SECP256K1) ? "secp256k1" : "ethsecp256k1");
        double price = chain.gasPrice().doubleValue();
        json.putObject("fees")
                .putArray("fee_tokens")
                .addObject()
                .put("denom", chain.denom())
                .put("fixed_min_gas_price", price)
                .put("low_gas_price", price)
                .put("average_gas_price", price * AVERAGE)
                .put("high_gas_price", price * HIGH);
        json.putObject("staking").putArray("staking_tokens").addObject().put("denom", chain.denom());
        ArrayNode peers = json.putObject("peers").putArray("persistent_peers");
        for (NodeDescription node : chain.nodes()) {
            String p2p = node.endpoints().p2p();
            peers.addObject()
                    .put("id", node.nodeId())
                    .put("address", p2p.substring(p2p.indexOf('@') + 1))
                    .put("provider", node.name());
        }
        ObjectNode apis = json.putObject("apis");
        addresses(apis.putArray("rpc"), chain, Endpoints::rpc);
        addresses(apis.putArray("rest"), chain, Endpoints::rest);
        // Without a scheme, as the registry has it.
        addresses(
                apis.putArray("grpc"),
                chain,
                endpoints -> URI.create(endpoints.grpc()).getAuthority());
        return json;
    }

    /**
     * A chain's {@code assetlist.json}: its own denoms, and the vouchers of its neighbours' denoms that came over the canonical
     * paths.
     *
     * @param more denoms of its own, beside {@link Chain#denom()}
     */
    public static ObjectNode assets(Chain chain, Collection<String> more) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "../assetlist.schema.json")
                .put("chain_name", chain.name());
        ArrayNode assets = json.putArray("assets");
        Set<String> own = new LinkedHashSet<>(List.of(chain.denom()));
        own.addAll(more);
        own.forEach(denom -> asset(assets.addObject(), denom, denom, "sdk.coin"));
        for (RelayPath path : chain.network().paths()) {
            if (path.isCanonical() && (path.a() == chain || path.b() == chain)) {
                path.channels(chain).stream()
                        .filter(channel -> channel.port().equals(TRANSFER))
                        .findFirst()
                        .ifPresent(channel -> voucher(assets.addObject(), channel));
            }
        }
        return json;
    }

    /** The {@code _IBC} files of paths. */
    public static ArrayNode ibc(List<RelayPath> paths) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        // IBC v2 has no place in that format.
        paths.stream()
                .filter(path -> !path.description().a().connectionId().isEmpty())
                .forEach(path -> json.add(ibc(path)));
        return json;
    }

    /** The {@code _IBC} file of a path: chains in alphabetical order, channels with tags. */
    public static ObjectNode ibc(RelayPath path) {
        boolean turned = path.a().name().compareTo(path.b().name()) > 0;
        EndDescription one =
                turned ? path.description().b() : path.description().a();
        EndDescription two =
                turned ? path.description().a() : path.description().b();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("$schema", "../ibc_data.schema.json");
        chain(json.putObject("chain_1"), path, one);
        chain(json.putObject("chain_2"), path, two);
        ArrayNode channels = json.putArray("channels");
        boolean preferred = true;
        for (Channel channel : path.channels(turned ? path.b() : path.a())) {
            ObjectNode entry = channels.addObject();
            end(entry.putObject("chain_1"), channel);
            end(entry.putObject("chain_2"), channel.counterparty());
            entry.put("ordering", channel.ordering()).put("version", channel.version());
            // Of the transfer channels, the first one is the one to use.
            boolean transfer = channel.port().equals(TRANSFER);
            entry.putObject("tags").put("status", "ACTIVE").put("preferred", transfer && preferred);
            preferred &= !transfer;
        }
        return json;
    }

    /** The canonical paths of a network. */
    public static List<RelayPath> canonical(Network network) {
        return network.paths().stream().filter(RelayPath::isCanonical).toList();
    }

    private static void addresses(ArrayNode json, ChainDescription chain, Function<Endpoints, String> address) {
        chain.nodes()
                .forEach(node -> json.addObject()
                        .put("address", address.apply(node.endpoints()))
                        .put("provider", node.name()));
    }

    /** A denom of millionths, {@code uatom}, is shown as {@code atom}; any other as it is. */
    private static void asset(ObjectNode json, String base, String denom, String type) {
        boolean micro = denom.length() > 2 && denom.startsWith("u");
        String display = micro ? denom.substring(1) : denom;
        json.put("base", base).put("name", display).put("display", micro ? display : base);
        json.put("symbol", display.toUpperCase(Locale.ROOT)).put("type_asset", type);
        ArrayNode units = json.putArray("denom_units");
        units.addObject().put("denom", base).put("exponent", 0);
        if (micro) {
            units.addObject().put("denom", display).put("exponent", MICRO);
        }
    }

    private static void voucher(ObjectNode json, Channel channel) {
        Channel far = channel.counterparty();
        String denom = far.chain().denom();
        asset(json, far.voucher(Coin.of(1, denom)).denom(), denom, "ics20");
        ObjectNode trace = json.putArray("traces").addObject().put("type", "ibc");
        trace.putObject("counterparty")
                .put("chain_name", far.chain().name())
                .put("base_denom", denom)
                .put("channel_id", far.id());
        trace.putObject("chain")
                .put("channel_id", channel.id())
                .put("path", channel.port() + "/" + channel.id() + "/" + denom);
    }

    private static void chain(ObjectNode json, RelayPath path, EndDescription end) {
        String id = (path.a().name().equals(end.chain()) ? path.a() : path.b()).chainId();
        json.put("chain_name", end.chain())
                .put("chain_id", id)
                .put("client_id", end.clientId())
                .put("connection_id", end.connectionId());
    }

    private static void end(ObjectNode json, Channel channel) {
        json.put("channel_id", channel.id()).put("port_id", channel.port());
    }
}
