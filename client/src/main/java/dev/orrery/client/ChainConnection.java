package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a chain and what to pay there.
 *
 * @param rpc a node's CometBFT RPC, {@code http://127.0.0.1:26657}
 * @param grpc the same node's gRPC, {@code http://127.0.0.1:9090}; without it queries pass through the RPC
 * @param chainId the chain that must answer there
 * @param prefix the Bech32 prefix of its accounts
 * @param gasPrice what one unit of gas costs in {@code feeDenom}; 0 for no fees
 * @param feeDenom the denom that fees are paid in
 * @param coinType the SLIP-44 coin type of its accounts' keys
 * @param timeout how long one call to the node may take
 */
public record ChainConnection(
        URI rpc,
        Optional<URI> grpc,
        String chainId,
        String prefix,
        BigDecimal gasPrice,
        String feeDenom,
        int coinType,
        Duration timeout) {

    public ChainConnection {
        if (chainId.isEmpty()) {
            throw invalid("the ID of the chain", "none");
        }
        if (gasPrice.signum() < 0) {
            throw invalid("a gas price of at least 0", gasPrice.toPlainString());
        }
        if (gasPrice.signum() > 0 && feeDenom.isEmpty()) {
            throw invalid("a denom for the fees", "none");
        }
    }

    /** Starts from a node and its chain; prefix {@code cosmos}, coin type 118 and no fees unless told otherwise. */
    public static Builder to(URI rpc, String chainId) {
        return new Builder(rpc, chainId);
    }

    private static InvalidInputException invalid(String expected, String seen) {
        return new InvalidInputException(Failure.doing("describing a chain's connection")
                .expected(expected)
                .seen(seen)
                .build());
    }

    /** Collects the parts of a {@link ChainConnection}. */
    public static final class Builder {
        private final URI rpc;
        private final String chainId;
        private @Nullable URI grpc;
        private String prefix = "cosmos";
        private BigDecimal gasPrice = BigDecimal.ZERO;
        private String feeDenom = "";
        private int coinType = 118;
        private Duration timeout = Duration.ofSeconds(10);

        private Builder(URI rpc, String chainId) {
            this.rpc = rpc;
            this.chainId = chainId;
        }

        public Builder grpc(URI uri) {
            grpc = uri;
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

        public Builder timeout(Duration perCall) {
            timeout = perCall;
            return this;
        }

        public ChainConnection build() {
            return new ChainConnection(
                    rpc, Optional.ofNullable(grpc), chainId, prefix, gasPrice, feeDenom, coinType, timeout);
        }
    }
}
