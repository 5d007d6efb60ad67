package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the user's changes of a genesis may not do, because the rest of the plan rests on it. */
final class GenesisChecks {
    private final ChainLayout chain;
    private final ObjectNode genesis;

    /** @param genesis the binary's default with the user's changes */
    GenesisChecks(ChainLayout chain, ObjectNode genesis) {
        this.chain = chain;
        this.genesis = genesis;
    }

    void check() {
        seats("app_state.staking.params.max_validators");
        // Interchain Security's provider gives CometBFT only so many of them.
        seats("app_state.provider.params.max_provider_consensus_validators");
        stakingDenom();
        if (!chain.ends().isEmpty()) {
            history();
        }
    }

    /** With fewer seats than validators, the validator set would not be the one that light clients were told of. */
    private void seats(String param) {
        long most = genesis.at(pointer(param)).asLong(Long.MAX_VALUE);
        if (most < chain.spec().validators()) {
            throw refused(
                    param,
                    "at least " + chain.spec().validators() + ", as many as the chain has validators",
                    Long.toString(most),
                    "raise it, or give the chain fewer validators");
        }
    }

    /** Stakes, fees and the faucet are in the chain's denom. */
    private void stakingDenom() {
        String param = "app_state.staking.params.bond_denom";
        String denom = chain.spec().denom();
        JsonNode asked = chain.spec().genesis().at(pointer(param));
        if (!asked.isMissingNode() && !asked.asString("").equals(denom)) {
            throw refused(
                    param,
                    "\"" + denom + "\", the chain's denom",
                    asked.toString(),
                    asked.isString()
                            ? "leave it out, and write \"denom: " + asked.asString() + "\" in chains." + chain.name()
                            : "leave it out: it follows from the chain's denom");
        }
    }

    /** A handshake compares the other side's light client with the chain's own past (ibc-go up to v8, x/staking history). */
    private void history() {
        String param = "app_state.staking.params.historical_entries";
        if (genesis.at(pointer(param)).asLong(1) == 0) {
            throw refused(
                    param,
                    "more than 0, since the chain has paths: a handshake is checked against its past headers",
                    "0",
                    "leave it out, or remove the paths of " + chain.name());
        }
    }

    private InvalidInputException refused(String param, String expected, String seen, String hint) {
        return new InvalidInputException(Failure.doing("planning the genesis of " + chain.name())
                .where("chains." + chain.name() + ".genesis." + param)
                .expected(expected)
                .seen(seen)
                .hint(hint)
                .build());
    }

    private static String pointer(String param) {
        return "/" + param.replace('.', '/');
    }
}
