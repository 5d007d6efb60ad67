package dev.orrery.ibc.internal;

import dev.orrery.base.OrreryException;
import dev.orrery.base.UnreachableException;
import java.util.List;

/**
 * What a chain means by refusing what was relayed to it (ICS-02 and ICS-04, in the words of ibc-go v7 to v11 and CometBFT).
 */
public final class Refusals {
    /** ibc-go 04-channel {@code ErrRedundantTx}. */
    private static final String REDUNDANT = "packet messages are redundant";

    private static final List<String> NOT_YET = List.of(
            // the holder's clock is behind, as after a pause
            "new header has a time from the future",
            // its own update is in the same block, or still on its way
            "please ensure the client has been updated",
            "packet sequence is out of order");
    private static final List<String> CLIENT = List.of(
            "client is not active",
            "client state is not active",
            "status Expired",
            "status Frozen",
            "status is Expired",
            "status is Frozen");

    private Refusals() {}

    /** Another relayer was faster, which is normal. */
    public static boolean isRedundant(OrreryException refusal) {
        return words(refusal).contains(REDUNDANT);
    }

    /** It may be right a block later. */
    public static boolean isEarly(OrreryException refusal) {
        return has(refusal, NOT_YET);
    }

    /** The light client is expired or frozen, so nothing can be relayed. */
    public static boolean isOfClient(OrreryException refusal) {
        return has(refusal, CLIENT);
    }

    /** The node did not say anything. */
    public static boolean isUnreachable(OrreryException failure) {
        return failure instanceof UnreachableException;
    }

    /** The chain's own words. */
    public static String words(OrreryException refusal) {
        return refusal.failure().seen().orElse(refusal.failure().doing());
    }

    private static boolean has(OrreryException refusal, List<String> any) {
        String words = words(refusal);
        return any.stream().anyMatch(words::contains);
    }
}
