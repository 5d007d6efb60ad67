package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.client.GasPrice;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What gas costs on a chain: what its fee market says now, if it has one; else what the client was told; else the node's
 * minimum. Which of them, is found out once.
 */
final class GasPrices {
    private static final int DECIMALS = 18;
    /** Prices of fee markets rise by an eighth from block to block at most, so that a few blocks may pass. */
    private static final BigDecimal HEADROOM = new BigDecimal("1.25");

    /** The fee markets that there are, and how each says its price: all as integers of 18 places. */
    private static final List<Market> MARKETS = List.of(
            new Market("feemarket.feemarket.v1.Query/GasPrice", true, 1, 2),
            new Market("osmosis.txfees.v1beta1.Query/GetEipBaseFee", false, 1, 0),
            new Market("cosmos.evm.feemarket.v1.Query/BaseFee", false, 1, 0));

    private static final String NODE_CONFIG = "cosmos.base.node.v1beta1.Service/Config";

    private final GasPrice told;
    private final QueryTransport queries;
    private volatile @Nullable Source source;

    /** @param told what the client was told; without a denom, nothing */
    GasPrices(GasPrice told, QueryTransport queries) {
        this.told = told;
        this.queries = queries;
    }

    /**
     * A module that sets prices.
     *
     * @param asksDenom whether field 1 of the request is a denom
     * @param field the answer's field: the price, or a coin if {@code amountField} is given
     * @param amountField the coin's field that is the price; 0 if there is no coin
     */
    private record Market(String method, boolean asksDenom, int field, int amountField) {}

    /** Where the price comes from; a fixed one, or a market that is asked each time. */
    private record Source(GasPrice fixed, Optional<Market> market) {}

    GasPrice now(Deadline deadline) {
        Source known = source;
        if (known == null) {
            known = find(deadline);
            source = known;
        }
        GasPrice fixed = known.fixed;
        return known.market
                .map(market -> new GasPrice(
                        ask(market, fixed.denom(), deadline).multiply(HEADROOM).max(fixed.amount()), fixed.denom()))
                .orElse(fixed);
    }

    private Source find(Deadline deadline) {
        GasPrice fixed = told.denom().isEmpty() ? nodeMinimum(deadline) : told;
        if (!fixed.denom().isEmpty()) {
            for (Market market : MARKETS) {
                try {
                    if (ask(market, fixed.denom(), deadline).signum() > 0) {
                        return new Source(fixed, Optional.of(market));
                    }
                } catch (ChainException e) {
                    if (!isUnknown(e)) {
                        throw e;
                    }
                }
            }
        }
        return new Source(fixed, Optional.empty());
    }

    private BigDecimal ask(Market market, String denom, Deadline deadline) {
        ProtoWriter request = new ProtoWriter();
        if (market.asksDenom) {
            request.string(1, denom);
        }
        ProtoReader answer = ProtoReader.of(queries.call(market.method, request.toByteArray(), deadline));
        String price = market.amountField == 0
                ? answer.string(market.field)
                : answer.message(market.field).string(market.amountField);
        return price.isEmpty() ? BigDecimal.ZERO : new BigDecimal(new BigInteger(price), DECIMALS);
    }

    private GasPrice nodeMinimum(Deadline deadline) {
        try {
            String minimum = ProtoReader.of(queries.call(NODE_CONFIG, new byte[0], deadline))
                    .string(1);
            return GasPrice.parseList(minimum).stream().findFirst().orElse(GasPrice.FREE);
        } catch (ChainException e) {
            if (isUnknown(e)) {
                return GasPrice.FREE;
            }
            throw e;
        }
    }

    private static boolean isUnknown(ChainException e) {
        String words = e.failure().seen().orElse("");
        return words.contains("unknown query path")
                || words.contains("unknown service")
                || words.contains("unknown method")
                || words.contains("UNIMPLEMENTED");
    }
}
