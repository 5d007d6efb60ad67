package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chain's genesis: the binary's default, the staking denom everywhere, the user's changes, and then what has to fit
 * together: accounts, supply, validators, IBC.
 */
public final class GenesisPlanner {
    /** The SDK's default of x/slashing, which jails a paused validator after seconds of fast blocks. */
    private static final String DEFAULT_SIGNED_BLOCKS_WINDOW = "100";

    private static final String WIDE_SIGNED_BLOCKS_WINDOW = "10000";

    private GenesisPlanner() {}

    /**
     * The content of {@code genesis.json}.
     *
     * @param chains all chains of the layout by name, since light clients are made from their counterparties
     * @param prefix the Bech32 prefix of account addresses
     */
    public static ObjectNode genesis(
            Layout layout, ChainLayout chain, Map<String, ChainLayout> chains, ObjectNode defaults, String prefix) {
        ObjectNode genesis = defaults.deepCopy();
        ObjectNode state = module(chain, genesis, "app_state");
        String defaultDenom =
                module(chain, state, "staking").at("/params/bond_denom").asString("");
        Denoms.replace(state, defaultDenom, chain.spec().denom());
        widenSlashingWindow(state);
        new GenesisEditor(chain, genesis).edit();
        state = module(chain, genesis, "app_state");
        new GenesisChecks(chain, genesis).check();

        genesis.put("chain_id", chain.chainId());
        genesis.put("genesis_time", DateTimeFormatter.ISO_INSTANT.format(layout.genesisTime()));
        ObjectNode staking = object(module(chain, state, "staking"), "params");
        staking.put("unbonding_time", ProtoDurations.text(chain.unbonding()))
                .put("bond_denom", chain.spec().denom());
        GenesisAccounts.write(chain, prefix, module(chain, state, "auth"), module(chain, state, "bank"));
        GenesisValidators.write(
                chain, prefix, staking.path("min_commission_rate").asString(""), module(chain, state, "genutil"));
        if (!chain.ends().isEmpty()) {
            GenesisIbc.write(layout, chain, chains, state);
        }
        return genesis;
    }

    private static void widenSlashingWindow(ObjectNode state) {
        JsonNode params = state.at("/slashing/params");
        if (params instanceof ObjectNode object
                && object.path("signed_blocks_window").asString("").equals(DEFAULT_SIGNED_BLOCKS_WINDOW)) {
            object.put("signed_blocks_window", WIDE_SIGNED_BLOCKS_WINDOW);
        }
    }

    /** A part of genesis that every chain Orrery can start has. */
    static ObjectNode module(ChainLayout chain, ObjectNode parent, String name) {
        if (parent.get(name) instanceof ObjectNode found) {
            return found;
        }
        throw lacks(chain, parent, name);
    }

    private static InvalidInputException lacks(ChainLayout chain, ObjectNode parent, String name) {
        Failure.Builder failure = Failure.doing("planning the genesis of " + chain.name());
        String path = name.equals("app_state") ? name : "app_state." + name;
        JsonNode asked = chain.spec().genesis().at("/" + path.replace('.', '/'));
        if (!asked.isMissingNode()) {
            return new InvalidInputException(failure.where("chains." + chain.name() + ".genesis." + path)
                    .expected("an object: what to change in \"" + name + "\"")
                    .seen(asked.toString())
                    .hint(
                            asked.isNull()
                                    ? "leave it out: null removes \"" + name + "\", which Orrery writes to"
                                    : "write the fields that you want to change")
                    .build());
        }
        return new InvalidInputException(failure.where("chains." + chain.name() + ".binary")
                .expected("\"" + name + "\" in its default genesis")
                .seen("only " + String.join(", ", parent.propertyNames()))
                .hint(
                        name.equals("ibc")
                                ? "remove the paths of " + chain.name() + ": this chain has no IBC"
                                : "use the binary of a chain with the module " + name)
                .build());
    }

    /** The object of this name, made if it is not there. */
    static ObjectNode object(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode found ? found : parent.putObject(name);
    }
}
