package dev.orrery.client.modules;

import dev.orrery.client.Coin;
import dev.orrery.client.tx.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Accounts whose coins come free with time: the SDK's {@code x/auth/vesting}, {@code cosmos.vesting.v1beta1}. Each message
 * makes a new account of an address that the chain has not seen yet. Times count in whole seconds of the chain's clock. What
 * is free already tells {@link Bank#spendableBalances}, the whole account {@link Auth#account}.
 */
public final class Vesting {
    private Vesting() {}

    /** {@code MsgCreateVestingAccount}: coins come free steadily from the block's time until {@code end}. */
    public static Msg continuous(String from, String to, Instant end, Coin... coins) {
        return create(from, to, end, false, coins);
    }

    /** {@code MsgCreateVestingAccount}: all coins come free at {@code end}. */
    public static Msg delayed(String from, String to, Instant end, Coin... coins) {
        return create(from, to, end, true, coins);
    }

    /** {@code MsgCreatePermanentLockedAccount} (SDK 0.46 and later): coins never come free, but can be staked. */
    public static Msg permanentlyLocked(String from, String to, Coin... coins) {
        return msg("MsgCreatePermanentLockedAccount", fields(from, to, coins));
    }

    /**
     * What comes free at the end of a period.
     *
     * @param length how long after the period before, in whole seconds
     */
    public record Period(Duration length, List<Coin> amount) {
        public Period {
            amount = Coin.sorted(amount);
        }

        public Period(Duration length, Coin... coins) {
            this(length, List.of(coins));
        }
    }

    /** {@code MsgCreatePeriodicVestingAccount} (SDK 0.46 and later): coins come free at the end of each period. */
    public static Msg periodic(String from, String to, Instant start, Period... periods) {
        List<Map<String, Object>> wire = Stream.of(periods)
                .map(period -> Map.<String, Object>of("length", period.length.toSeconds(), "amount", period.amount))
                .toList();
        return msg(
                "MsgCreatePeriodicVestingAccount",
                Map.of(
                        "from_address",
                        from,
                        "to_address",
                        to,
                        "start_time",
                        start.getEpochSecond(),
                        "vesting_periods",
                        wire));
    }

    private static Msg create(String from, String to, Instant end, boolean delayed, Coin... coins) {
        Map<String, Object> fields = new LinkedHashMap<>(fields(from, to, coins));
        fields.put("end_time", end.getEpochSecond());
        fields.put("delayed", delayed);
        return msg("MsgCreateVestingAccount", fields);
    }

    private static Map<String, Object> fields(String from, String to, Coin... coins) {
        return Map.of("from_address", from, "to_address", to, "amount", Coin.sorted(List.of(coins)));
    }

    private static Msg msg(String name, Map<String, ?> fields) {
        return Msg.of("/cosmos.vesting.v1beta1." + name, fields);
    }
}
