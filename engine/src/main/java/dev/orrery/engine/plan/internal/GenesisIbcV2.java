package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * IBC v2 as if every client's counterparty were registered (ibc-go {@code MsgRegisterCounterparty}: 02-client/v2 and
 * 04-channel/v2 {@code InitGenesis}).
 */
final class GenesisIbcV2 {
    private static final String CLIENTS = "client_v2_genesis";
    private static final String PACKETS = "channel_v2_genesis";

    private GenesisIbcV2() {}

    /** @param ibc the genesis of ibc-go's core module */
    static void write(ChainLayout chain, List<GenesisIbc.Side> sides, ObjectNode ibc) {
        if (sides.isEmpty()) {
            return;
        }
        if (!ibc.has(CLIENTS) || !ibc.has(PACKETS)) {
            GenesisIbc.Side first = sides.getFirst();
            throw new InvalidInputException(Failure.doing("planning the genesis of " + chain.name())
                    .where("paths." + first.end().path() + ".ibc")
                    .expected("a chain with IBC v2 (ibc-go v10 or newer)")
                    .seen("a genesis of ibc with " + String.join(", ", ibc.propertyNames()))
                    .hint("leave out `ibc: v2`, so that it is a path with a connection and channels")
                    .build());
        }
        ArrayNode counterparties = GenesisPlanner.object(ibc, CLIENTS).putArray("counterparty_infos");
        ArrayNode sequences = GenesisPlanner.object(ibc, PACKETS).putArray("send_sequences");
        for (GenesisIbc.Side side : sides) {
            ObjectNode info = counterparties
                    .addObject()
                    .put("client_id", side.own().clientId())
                    .putObject("counterparty_info");
            // The store, and within it the root of its keys: a key of IBC is appended to the last one.
            info.putArray("merkle_prefix").add(GenesisIbc.STORE_PREFIX).add("");
            info.put("client_id", side.other().clientId());
            sequences.addObject().put("client_id", side.own().clientId()).put("sequence", "1");
        }
    }
}
