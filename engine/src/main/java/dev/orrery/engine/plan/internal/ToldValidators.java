package dev.orrery.engine.plan.internal;

import tools.jackson.databind.node.ObjectNode;

/**
 * Validators that a provider told the chain (x/ccv/consumer): one of this network, or one that is not there.
 *
 * @param providerPrefix the Bech32 prefix of the provider's account addresses
 */
record ToldValidators(ConsumerLink link, String providerPrefix) implements ValidatorSource {
    @Override
    public void write(ObjectNode state) {
        GenesisConsumer.governorsBond(link.consumer(), state);
        GenesisConsumer.write(link, providerPrefix, GenesisPlanner.module(link.consumer(), state, "ccvconsumer"));
    }
}
