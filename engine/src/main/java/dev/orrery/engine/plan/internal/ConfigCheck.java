package dev.orrery.engine.plan.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.plan.ChainLayout;
import java.util.Map;

/**
 * Holds the settings of the user against the configuration that the binary writes by itself: CometBFT and the SDK ignore
 * what they do not know, so that a mistyped setting would have no effect and nobody would be told.
 */
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * Checks them.
     *
     * @param defaults the binary's own files, by name; of a file that it does not write, nothing is known
     * @throws InvalidInputException if a setting is not there, or of another kind
     */
    public static void check(ChainLayout chain, Map<String, String> defaults) {
        chain.spec()
                .config()
                .forEach((file, wanted) -> TomlTree.of(defaults.getOrDefault(file, ""))
                        .filter(there -> !there.isEmpty())
                        .ifPresent(there -> new MergeCheck(
                                        "this binary's " + file,
                                        "what the program reads without writing it can be given in `env`, as"
                                                + " PROGRAM_TABLE_KEY in capital letters",
                                        MergeCheck.Numbers.BARE,
                                        (where, expected, seen, hint) -> refused(chain, where, expected, seen, hint))
                                .check("config." + file, there, wanted)));
    }

    private static InvalidInputException refused(
            ChainLayout chain, String where, String expected, String seen, String hint) {
        return new InvalidInputException(Failure.doing("planning the configuration of " + chain.name())
                .where("chains." + chain.name() + "." + where)
                .expected(expected)
                .seen(seen)
                .hint(hint)
                .build());
    }
}
