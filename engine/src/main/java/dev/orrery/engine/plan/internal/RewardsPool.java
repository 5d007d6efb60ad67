package dev.orrery.engine.plan.internal;

import dev.orrery.client.Bech32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The account in which a provider collects what its consumers send it (x/ccv/provider {@code ConsumerRewardsPool}). */
final class RewardsPool {
    private static final String NAME = "consumer_rewards_pool";
    private static final int ADDRESS_BYTES = 20;

    private RewardsPool() {}

    /** Its address on the provider: the SDK's {@code authtypes.NewModuleAddress}. */
    static String address(String prefix) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(NAME.getBytes(StandardCharsets.UTF_8));
            return Bech32.encode(prefix, Arrays.copyOf(hash, ADDRESS_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
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
