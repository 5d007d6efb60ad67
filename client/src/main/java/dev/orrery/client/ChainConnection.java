package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.internal.Discovery;
import dev.orrery.client.proto.DescriptorCache;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a chain and what to pay there.
 *
 * @param nodes the chain's nodes in the order in which they are tried, at least one
 * @param chainId the chain that must answer there
 * @param prefix the Bech32 prefix of its accounts
 * @param gasPrice what one unit of gas costs in {@code feeDenom}; 0 for no fees
 * @param feeDenom the denom that fees are paid in
 * @param coinType the SLIP-44 coin type of its accounts' keys
 * @param timeout how long one call to a node may take
 * @param trusted X.509 certificates in PEM, to be trusted instead of those that the Java platform knows
 * @param descriptors where the chain's descriptors are kept; without it they are asked for by every client
 */
public record ChainConnection(
        List<NodeUrls> nodes,
        String chainId,
        String prefix,
        BigDecimal gasPrice,
        String feeDenom,
        int coinType,
        Duration timeout,
        Optional<Path> trusted,
        Optional<DescriptorCache> descriptors) {

    public ChainConnection {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw invalid("at least one node", "none", Optional.empty());
        }
        if (chainId.isEmpty()) {
            throw invalid("the ID of the chain", "none", Optional.of("give it, or let the node be asked: discover()"));
        }
        if (gasPrice.signum() < 0) {
            throw invalid("a gas price of at least 0", gasPrice.toPlainString(), Optional.empty());
        }
        if (gasPrice.signum() > 0 && feeDenom.isEmpty()) {
            throw invalid("a denom for the fees", "none", Optional.empty());
        }
    }

    /** The first node's CometBFT RPC. */
    public URI rpc() {
        return nodes.getFirst().rpc();
    }

    /** The first node's gRPC. */
    public Optional<URI> grpc() {
        return nodes.getFirst().grpc();
    }

    /** Starts from a node and its chain; prefix {@code cosmos}, coin type 118 and no fees unless told otherwise. */
    public static Builder to(URI rpc, String chainId) {
        return new Builder(rpc).chainId(chainId);
    }

    /**
     * Starts from a node, whose chain can be asked for the rest: {@link Builder#discover}.
     *
     * @param rpc its CometBFT RPC: {@code https://rpc.example.org}
     */
    public static Builder to(String rpc) {
        return new Builder(NodeUrls.parse(rpc));
    }

    private static InvalidInputException invalid(String expected, String seen, Optional<String> hint) {
        Failure.Builder failure = Failure.doing("describing a chain's connection")
                .expected(expected)
                .seen(seen);
        hint.ifPresent(failure::hint);
        return new InvalidInputException(failure.build());
    }

    /** Collects the parts of a {@link ChainConnection}. */
    public static final class Builder {
        private final List<NodeUrls> nodes = new ArrayList<>();
        private String chainId = "";
        private @Nullable String prefix;
        private @Nullable BigDecimal gasPrice;
        private String feeDenom = "";
        private @Nullable Integer coinType;
        private Duration timeout = Duration.ofSeconds(10);
        private @Nullable Path trusted;
        private @Nullable DescriptorCache descriptors;

        private Builder(URI rpc) {
            nodes.add(new NodeUrls(rpc));
        }

        /** The gRPC of the node that was named last. */
        public Builder grpc(URI uri) {
            NodeUrls last = nodes.removeLast();
            nodes.add(new NodeUrls(last.rpc(), Optional.of(uri)));
            return this;
        }

        /** As {@link #grpc(URI)}. */
        public Builder grpc(String uri) {
            return grpc(NodeUrls.parse(uri));
        }

        /** Another node of the same chain, for when those before it cannot be reached. */
        public Builder node(URI rpc) {
            nodes.add(new NodeUrls(rpc));
            return this;
        }

        /** As {@link #node(URI)}. */
        public Builder node(String rpc) {
            return node(NodeUrls.parse(rpc));
        }

        /** The chain that must answer there. */
        public Builder chainId(String id) {
            chainId = id;
            return this;
        }

        public Builder prefix(String bech32Prefix) {
            prefix = bech32Prefix;
            return this;
        }

        /** What one unit of gas costs: {@code 0.025} of {@code uatom}. */
        public Builder gasPrice(BigDecimal price, String denom) {
            gasPrice = price;
            feeDenom = denom;
            return this;
        }

        public Builder coinType(int slip44) {
            coinType = slip44;
            return this;
        }

        /** How long one call to a node may take; 10 s unless told otherwise. */
        public Builder timeout(Duration perCall) {
            timeout = perCall;
            return this;
        }

        /** Certificates in PEM to be trusted, instead of those that the Java platform knows. */
        public Builder trusting(Path certificates) {
            trusted = certificates;
            return this;
        }

        /** Keeps the chain's descriptors for later clients, so that they need not ask for them. */
        public Builder descriptors(DescriptorCache cache) {
            descriptors = cache;
            return this;
        }

        /** The connection; nothing is asked, so what was not given has its default, and the chain ID must be given. */
        public ChainConnection build() {
            return new ChainConnection(
                    nodes,
                    chainId,
                    prefix == null ? "cosmos" : prefix,
                    gasPrice == null ? BigDecimal.ZERO : gasPrice,
                    feeDenom,
                    coinType == null ? 118 : coinType,
                    timeout,
                    Optional.ofNullable(trusted),
                    Optional.ofNullable(descriptors));
        }

        /**
         * The connection, with what was not given asked of the chain: its ID, the prefix of its addresses
         * ({@code cosmos.auth.v1beta1.Query/Bech32Prefix}), and the gas price that the node asks for
         * ({@code cosmos.base.node.v1beta1.Service/Config}), without fees in the staking denom where it asks for none.
         * The coin type, which no chain tells, is that of the chains with this prefix, or 118.
         *
         * @throws dev.orrery.base.UnreachableException if no node can be reached
         * @throws dev.orrery.base.ChainException if a node is one of another chain than the one that was given
         * @throws InvalidInputException if the chain does not tell its prefix: give it
         */
        public ChainConnection discover() {
            Discovery found = Discovery.of(nodes, chainId, timeout, Optional.ofNullable(trusted));
            try (found) {
                chainId = found.chainId();
                if (prefix == null) {
                    prefix = found.prefix();
                }
                if (gasPrice == null) {
                    Discovery.GasPrice asked = found.gasPrice();
                    gasPrice = asked.price();
                    feeDenom = asked.denom();
                }
            }
            if (coinType == null) {
                OptionalInt known = Discovery.coinType(prefix);
                coinType = known.orElse(118);
            }
            return build();
        }
    }
}
