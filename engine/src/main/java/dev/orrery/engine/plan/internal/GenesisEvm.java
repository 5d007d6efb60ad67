package dev.orrery.engine.plan.internal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a chain with an EVM needs in genesis: the denom in which contracts count and gas is paid (cosmos/evm: x/vm). */
final class GenesisEvm {
    private static final String DENOM = "evm_denom";

    private GenesisEvm() {}

    /** Writes it where the default genesis has a place for it, so that a chain without an EVM is left alone. */
    static void write(ObjectNode state, String denom) {
        JsonNode params = state.at("/evm/params");
        if (params instanceof ObjectNode found && found.has(DENOM)) {
            found.put(DENOM, denom);
        }
    }
}
