package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import dev.orrery.spec.GenesisEdits.Balance;
import dev.orrery.spec.Profile;
import java.time.format.DateTimeFormatter;
import java.util.List;
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

    /** What the SDK calls the staking denom ({@code sdk.DefaultBondDenom}), where a chain has no staking of its own. */
    private static final String SDK_DENOM = "stake";

    private GenesisPlanner() {}

    /**
     * The Bech32 prefixes that a genesis depends on.
     *
     * @param own that of the chain
     * @param provider that of the chain that provides its validators; the chain's own where there is none
     */
    public record Prefixes(String own, String provider) {}

    /**
     * A genesis, but for accounts that are many.
     *
     * @param many accounts that come after those of the genesis, and whose coins are in its supply
     */
    public record Planned(ObjectNode genesis, List<Balance> many) {
        /** The content of {@code genesis.json}. */
        public byte[] bytes() {
            return GenesisText.bytes(genesis, many);
        }
    }

    /**
     * The content of {@code genesis.json}.
     *
     * @param layout all chains, since light clients are made from their counterparties
     * @param prefixes the Bech32 prefixes of account addresses, of this chain and of its provider
     */
    public static Planned genesis(Layout layout, ChainLayout chain, ObjectNode defaults, Prefixes prefixes) {
        ObjectNode genesis = defaults.deepCopy();
        ObjectNode defaultState = module(chain, genesis, "app_state");
        boolean consumer = chain.spec().consumer().isPresent();
        String defaultDenom = (consumer ? defaultState.path("staking") : module(chain, defaultState, "staking"))
                .at("/params/bond_denom")
                .asString(SDK_DENOM);
        Denoms.replace(defaultState, defaultDenom, chain.spec().denom());
        GenesisEvm.write(defaultState, chain.spec().denom());
        if (chain.spec().profile() == Profile.FAST) {
            hasten(defaultState);
        }
        new GenesisEditor(chain, genesis).edit();
        ObjectNode state = module(chain, genesis, "app_state");
        new GenesisChecks(chain, genesis).check();

        genesis.put("chain_id", chain.chainId());
        genesis.put("genesis_time", DateTimeFormatter.ISO_INSTANT.format(layout.genesisTime()));
        String prefix = prefixes.own();
        List<Balance> many = GenesisAccounts.write(
                chain, prefix, layout.genesisTime(), module(chain, state, "auth"), module(chain, state, "bank"));
        ValidatorSource.of(layout, chain, prefixes).write(state);
        Layout whole =
                AbsentProvider.of(layout, chain).map(AbsentProvider::layout).orElse(layout);
        GenesisIbc.write(whole, chain, state);
        return new Planned(genesis, many);
    }

    /** What a paused node, an epoch or a reward takes minutes or hours for, in the modules' own defaults. */
    private static void hasten(ObjectNode state) {
        replace(
                state.at("/slashing/params"),
                "signed_blocks_window",
                DEFAULT_SIGNED_BLOCKS_WINDOW,
                WIDE_SIGNED_BLOCKS_WINDOW);
        GenesisProvider.hasten(state);
        GenesisConsumer.hasten(state);
    }

    /** Replaces a parameter that is still the module's default. */
    static void replace(JsonNode params, String name, String usual, String wanted) {
        if (params instanceof ObjectNode object
                && object.path(name).asString("").equals(usual)) {
            object.put(name, wanted);
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
