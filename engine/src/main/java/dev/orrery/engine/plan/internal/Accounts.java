package dev.orrery.engine.plan.internal;

import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.VestingSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Accounts as the SDK's JSON has them (x/auth, x/auth/vesting). */
final class Accounts {
    private static final String VESTING = "/cosmos.vesting.v1beta1.";

    private Accounts() {}

    static ObjectNode base(String address, long number) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", address)
                .putNull("pub_key")
                .put("account_number", Long.toString(number))
                .put("sequence", "0");
    }

    static ObjectNode typed(String type, ObjectNode content) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode().put("@type", type);
        return typed.setAll(content);
    }

    /** An account whose coins get free after genesis, in whole seconds as the SDK counts them. */
    static ObjectNode vesting(ObjectNode base, VestingSpec vesting, Instant genesisTime) {
        boolean permanent = vesting.kind() == VestingSpec.Kind.PERMANENT;
        ObjectNode locked = JsonNodeFactory.instance.objectNode();
        locked.set("base_account", base);
        coins(locked.putArray("original_vesting"), vesting.coins());
        locked.putArray("delegated_free");
        locked.putArray("delegated_vesting");
        locked.put("end_time", permanent ? "0" : seconds(genesisTime.plus(vesting.end())));
        ObjectNode account = JsonNodeFactory.instance.objectNode();
        account.set("base_vesting_account", locked);
        return switch (vesting.kind()) {
            case CONTINUOUS ->
                typed(
                        VESTING + "ContinuousVestingAccount",
                        account.put("start_time", seconds(genesisTime.plus(vesting.start()))));
            case DELAYED -> typed(VESTING + "DelayedVestingAccount", account);
            case PERMANENT -> typed(VESTING + "PermanentLockedAccount", account);
        };
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    private static void coins(ArrayNode array, List<CoinSpec> coins) {
        coins.stream()
                .sorted(Comparator.comparing(CoinSpec::denom))
                .forEach(coin -> GenesisAccounts.coin(array, coin.denom(), coin.amount()));
    }
}
