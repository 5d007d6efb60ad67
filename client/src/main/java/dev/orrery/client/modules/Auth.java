package dev.orrery.client.modules;

import dev.orrery.base.Sha256;
import dev.orrery.client.Bech32;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Accounts: the SDK's {@code x/auth}, {@code cosmos.auth.v1beta1}. */
public final class Auth {
    private static final int ADDRESS_LENGTH = 20;

    private final CosmosModules chain;
    private final ModuleQueries auth;

    Auth(CosmosModules chain) {
        this.chain = chain;
        this.auth = new ModuleQueries(chain, "cosmos.auth.v1beta1.Query");
    }

    /**
     * The address of a module's account: the first 20 bytes of the SHA-256 of its name ({@code NewModuleAddress} in
     * {@code x/auth/types}). {@code gov} is the one that signs what governance has decided.
     *
     * @param prefix the chain's Bech32 prefix
     */
    public static String moduleAddress(String prefix, String module) {
        byte[] hash = Sha256.of(module.getBytes(StandardCharsets.UTF_8));
        return Bech32.encode(prefix, Arrays.copyOf(hash, ADDRESS_LENGTH));
    }

    /** The address of a module's account on this chain; computed, not asked. */
    public String moduleAddress(String module) {
        return moduleAddress(chain.connection().prefix(), module);
    }

    /**
     * An account of any type, with its type: {@code /cosmos.auth.v1beta1.BaseAccount},
     * {@code /cosmos.vesting.v1beta1.ContinuousVestingAccount}, …
     *
     * @throws dev.orrery.base.ChainException if the chain has never seen it
     */
    public JsonNode account(String address) {
        return auth.ask("Account", Map.of("address", address)).path("account");
    }

    /**
     * An account that a module owns.
     *
     * @param permissions what it may do: {@code minter}, {@code burner}, {@code staking}
     */
    public record ModuleAccount(String name, String address, List<String> permissions) {}

    private record WireModuleAccount(WireBaseAccount baseAccount, String name, List<String> permissions) {}

    private record WireBaseAccount(String address) {}

    /** All accounts that modules own. */
    public List<ModuleAccount> moduleAccounts() {
        return auth.all("ModuleAccounts", Map.of(), "accounts", WireModuleAccount.class).stream()
                .map(wire -> new ModuleAccount(wire.name, wire.baseAccount.address, wire.permissions))
                .toList();
    }
}
