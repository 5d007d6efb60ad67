package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.Descriptor;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Bech32;
import java.util.List;
import java.util.Optional;

/**
 * Which prefix an address in a field must have. Chains whose descriptors never speak of validators' addresses (SDK 0.47
 * and older) annotate all of them as accounts; there any address of the chain passes.
 */
final class AddressRule {
    private final String prefix;
    private final boolean distinguishes;

    AddressRule(Descriptors descriptors, String prefix) {
        this.prefix = prefix;
        this.distinguishes = descriptors.findMessage("cosmos.staking.v1beta1.MsgDelegate").stream()
                .map(Descriptor::getFields)
                .flatMap(List::stream)
                .anyMatch(field -> FieldMeaning.of(field) == FieldMeaning.VALIDATOR);
    }

    /** What was expected instead and what was seen, if the address does not fit. */
    Optional<Wrong> check(FieldMeaning kind, String address) {
        List<String> allowed = allowed(kind);
        try {
            String seen = Bech32.decode(address).prefix();
            return allowed.contains(seen)
                    ? Optional.empty()
                    : Optional.of(new Wrong(expected(allowed), "the prefix \"" + seen + "\" in " + address));
        } catch (InvalidInputException e) {
            return Optional.of(new Wrong(
                    expected(allowed),
                    "\"" + address + "\", which is no Bech32: expected "
                            + e.failure().expected().orElse("another form") + ", saw "
                            + e.failure().seen().orElse("something else")));
        }
    }

    /** What was expected of a value, and what it is. */
    record Wrong(String expected, String seen) {}

    private List<String> allowed(FieldMeaning kind) {
        String operator = prefix + "valoper";
        String consensus = prefix + "valcons";
        if (!distinguishes) {
            return List.of(prefix, operator, consensus);
        }
        return switch (kind) {
            case VALIDATOR -> List.of(operator);
            case CONSENSUS -> List.of(consensus);
            default -> List.of(prefix);
        };
    }

    private static String expected(List<String> allowed) {
        return "an address with the prefix \"" + String.join("\", \"", allowed) + "\"";
    }
}
