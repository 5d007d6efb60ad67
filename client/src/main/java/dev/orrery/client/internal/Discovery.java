package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.NodeUrls;
import dev.orrery.client.rpc.ChainNodes;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.wire.ProtoReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a chain tells of itself to those who know nothing but the address of a node. */
public final class Discovery implements AutoCloseable {
    /** One of {@code minimum-gas-prices}: {@code 0.025uatom}. */
    private static final Pattern PRICE = Pattern.compile("(\\d+(?:\\.\\d+)?)([a-zA-Z][^,]*)");

    /** Prefixes of chains whose coin type is not 118, as SLIP-44 and the chain registry have them. */
    private static final Map<String, Integer> COIN_TYPES = Map.ofEntries(
            Map.entry("band", 494),
            Map.entry("bitsong", 639),
            Map.entry("canto", 60),
            Map.entry("cro", 394),
            Map.entry("desmos", 852),
            Map.entry("dym", 60),
            Map.entry("evmos", 60),
            Map.entry("inj", 60),
            Map.entry("kava", 459),
            Map.entry("lum", 880),
            Map.entry("maya", 931),
            Map.entry("pb", 505),
            Map.entry("secret", 529),
            Map.entry("terra", 330),
            Map.entry("thor", 931));

    private final ChainNodes nodes;
    private final Duration timeout;

    private Discovery(ChainNodes nodes, Duration timeout) {
        this.nodes = nodes;
        this.timeout = timeout;
    }

    /**
     * What a node asks for.
     *
     * @param price of one unit of gas; 0 if it asks for nothing
     */
    public record GasPrice(BigDecimal price, String denom) {}

    /** @param chainId the chain that must answer; empty to take the one that does */
    public static Discovery of(List<NodeUrls> urls, String chainId, Duration timeout, Optional<Path> trusted) {
        return new Discovery(
                new ChainNodes(urls.stream().map(NodeUrls::rpc).toList(), chainId, timeout, trusted), timeout);
    }

    public String chainId() {
        CometRpc unused = nodes.rpc(Deadline.after(timeout));
        return nodes.chainId();
    }

    public String prefix() {
        String seen;
        try {
            String prefix = ask("cosmos.auth.v1beta1.Query/Bech32Prefix").string(1);
            if (!prefix.isEmpty()) {
                return prefix;
            }
            seen = "an empty one";
        } catch (UnreachableException e) {
            throw e;
        } catch (ChainException e) {
            seen = e.failure().seen().orElse("no answer");
        }
        throw new InvalidInputException(Failure.doing("asking " + nodes.chainId() + " for the prefix of its addresses")
                .expected("an answer, as chains with SDK 0.46 or later give")
                .seen(seen)
                .hint("give the prefix to the connection")
                .build());
    }

    /** In the staking denom where the node accepts several, or none. */
    public GasPrice gasPrice() {
        String denom = ask("cosmos.staking.v1beta1.Query/Params").message(1).string(5);
        String prices;
        try {
            prices = ask("cosmos.base.node.v1beta1.Service/Config").string(1);
        } catch (UnreachableException e) {
            throw e;
        } catch (ChainException e) {
            return new GasPrice(BigDecimal.ZERO, denom); // the chain has no such service
        }
        return gasPrice(prices, denom);
    }

    static GasPrice gasPrice(String prices, String stakingDenom) {
        GasPrice first = null;
        Matcher match = PRICE.matcher(prices);
        while (match.find()) {
            GasPrice price = new GasPrice(new BigDecimal(match.group(1)).stripTrailingZeros(), match.group(2));
            if (price.denom().equals(stakingDenom)) {
                return price;
            }
            if (first == null) {
                first = price;
            }
        }
        return first == null ? new GasPrice(BigDecimal.ZERO, stakingDenom) : first;
    }

    /** The coin type of the chains with this prefix, if it is known not to be the usual one. */
    public static OptionalInt coinType(String prefix) {
        Integer known = COIN_TYPES.get(prefix);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    @Override
    public void close() {
        nodes.close();
    }

    private ProtoReader ask(String method) {
        return ProtoReader.of(nodes.ask(
                "querying " + method,
                Deadline.after(timeout),
                (node, share) -> node.rpc(share).abciQuery("/" + method, new byte[0], share)));
    }
}
