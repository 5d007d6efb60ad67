package dev.orrery.engine.plan.internal;

import dev.orrery.client.modules.Auth;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The account in which a provider collects what its consumers send it (x/ccv/provider {@code ConsumerRewardsPool}). */
final class RewardsPool {
    private static final String NAME = "consumer_rewards_pool";

    private RewardsPool() {}

    /** Its address on the provider: the SDK's {@code authtypes.NewModuleAddress}. */
    static String address(String prefix) {
        return Auth.moduleAddress(prefix, NAME);
    }

    /**
     * Puts it into genesis. Else the first reward makes an ordinary account of it, and the module panics; a provider whose
     * channel to the consumer is opened by a handshake makes it then.
     */
    static void write(String prefix, ArrayNode accounts) {
        ObjectNode account = accounts.addObject().put("@type", "/cosmos.auth.v1beta1.ModuleAccount");
        account.putObject("base_account")
                .put("address", address(prefix))
                .putNull("pub_key")
                .put("account_number", Integer.toString(accounts.size() - 1))
                .put("sequence", "0");
        account.put("name", NAME).putArray("permissions");
    }
}
