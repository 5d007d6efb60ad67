package dev.orrery.engine.plan.internal;

import dev.orrery.engine.plan.ChainLayout;
import tools.jackson.databind.node.ObjectNode;

/**
 * Validators that nobody knows yet: the provider tells them when it launches the chain, and
 * {@link dev.orrery.engine.plan.LaunchPlanner} writes what it told.
 */
record UntoldValidators(ChainLayout chain) implements ValidatorSource {
    @Override
    public void write(ObjectNode state) {
        GenesisConsumer.governorsBond(chain, state);
        GenesisPlanner.module(chain, state, "ccvconsumer");
    }
}
