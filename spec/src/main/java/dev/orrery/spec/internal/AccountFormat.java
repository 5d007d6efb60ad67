package dev.orrery.spec.internal;

import dev.orrery.spec.CoinSpec;
import dev.orrery.spec.VestingSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of an account of genesis. */
final class AccountFormat {
    static final Key<List<CoinSpec>> COINS = Key.required("coins", Texts.COINS, "Its balance.");
    static final Key<String> ADDRESS = Key.optional(
            "address",
            Texts.ADDRESS,
            "Whose it is, where somebody else has the key; by default Orrery makes a key of its own.");

    static final Key<VestingSpec.Kind> KIND = Key.optional(
                    "kind",
                    Choice.of(kinds()),
                    "How the coins get free: evenly, all at the end, or never (x/auth/vesting).")
            .withDefault(VestingSpec.Kind.CONTINUOUS, Schemas.text(VestingSpec.Kind.CONTINUOUS.label()));
    static final Key<List<CoinSpec>> LOCKED =
            Key.optional("coins", Texts.COINS, "What is locked at first; by default the whole balance.");
    static final Key<Duration> START = Key.optional(
            "start", Texts.AFTER_GENESIS, "When they begin to get free, after genesis; at once by default.");
    static final Key<Duration> END =
            Key.optional("end", Texts.PERIOD, "When all of them are free, after genesis; required unless permanent.");
    static final Key<Bound> VESTING = Key.optional(
            "vesting", Keyed.of(KIND, LOCKED, START, END), "Which part of the balance is locked, and until when.");

    /** Coins alone, or a mapping. */
    static final Shape<Bound> ACCOUNT = new ShortOrFull(
            Texts.COINS.allowed() + "; or a mapping whose keys are among coins, address and vesting",
            COINS,
            Keyed.of(COINS, ADDRESS, VESTING));

    private AccountFormat() {}

    private static List<Map.Entry<String, VestingSpec.Kind>> kinds() {
        List<Map.Entry<String, VestingSpec.Kind>> kinds = new ArrayList<>();
        for (VestingSpec.Kind kind : VestingSpec.Kind.values()) {
            kinds.add(Map.entry(kind.label(), kind));
        }
        return kinds;
    }
}
