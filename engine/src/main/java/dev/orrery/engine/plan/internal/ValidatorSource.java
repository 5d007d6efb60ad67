package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import dev.orrery.engine.plan.Layout;
import tools.jackson.databind.node.ObjectNode;

/**
 * The module that gives a chain its first validators, and what it wants in genesis for that. A chain with another such module
 * takes another implementation, and a case in {@link #of}; nothing else of the planner asks where validators come from.
 */
interface ValidatorSource {
    /**
     * Writes the validators.
     *
     * @param state {@code app_state}, with the user's changes and all accounts
     */
    void write(ObjectNode state);

    /** The one of a chain: whoever stakes in it, or the provider that it has, will have, or is said to have. */
    static ValidatorSource of(Layout layout, ChainLayout chain, GenesisPlanner.Prefixes prefixes) {
        if (chain.spec().isLaunched()) {
            return new UntoldValidators(chain);
        }
        return AbsentProvider.of(layout, chain)
                .map(AbsentProvider::link)
                .or(() -> ConsumerLink.ofConsumer(layout, chain))
                .<ValidatorSource>map(link -> new ToldValidators(link, prefixes.provider()))
                .orElseGet(() -> new StakedValidators(layout, chain, prefixes.own()));
    }
}
