package dev.orrery.engine.plan.internal;

import dev.orrery.client.GasPrice;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a chain with an EVM needs in genesis (cosmos/evm: x/vm, x/feemarket). */
final class GenesisEvm {
    private static final String DENOM = "evm_denom";
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,18})?");

    private GenesisEvm() {}

    /**
     * Writes the denom in which contracts count, and gas is paid, where the default genesis has a place for it, so that a
     * chain without an EVM is left alone.
     */
    static void write(ObjectNode state, String denom) {
        JsonNode params = state.at("/evm/params");
        if (params instanceof ObjectNode found && found.has(DENOM)) {
            found.put(DENOM, denom);
        }
    }

    /** What a unit of gas costs in genesis already; nothing, unless the fee market has a lower bound. */
    static GasPrice gasPrice(ObjectNode state, String denom) {
        String least = state.at("/feemarket/params/min_gas_price").asString("");
        // The chain itself refuses what is no number, in its own words.
        return PRICE.matcher(least).matches() ? new GasPrice(new BigDecimal(least), denom) : GasPrice.FREE;
    }
}
