package dev.orrery.client.modules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to change of a validator; all else stays. Immutable: each method gives another one.
 *
 * @param description the changed fields of its description, by their names in the protobuf
 */
public record ValidatorEdit(
        Map<String, String> description, Optional<BigDecimal> commissionRate, Optional<BigInteger> minSelfDelegation) {
    /** What the SDK reads as "leave it" ({@code DoNotModifyDesc} of {@code x/staking/types}). */
    static final String UNCHANGED = "[do-not-modify]";

    public ValidatorEdit {
        description = Map.copyOf(description);
    }

    /** An edit that changes nothing yet. */
    public static ValidatorEdit nothing() {
        return new ValidatorEdit(Map.of(), Optional.empty(), Optional.empty());
    }

    /** Its name; 70 bytes at most ({@code x/staking/types}, as the limits below). */
    public ValidatorEdit moniker(String text) {
        return with("moniker", text);
    }

    /** A signature of its owner, for example of Keybase; 3000 bytes at most. */
    public ValidatorEdit identity(String text) {
        return with("identity", text);
    }

    /** Where to read more; 140 bytes at most. */
    public ValidatorEdit website(String text) {
        return with("website", text);
    }

    /** An address for who finds a fault; 140 bytes at most. */
    public ValidatorEdit securityContact(String text) {
        return with("security_contact", text);
    }

    /** What else there is to say; 280 bytes at most. */
    public ValidatorEdit details(String text) {
        return with("details", text);
    }

    /** A fraction of 1; at most {@code maxChangeRate} from the old one, once in 24 hours. */
    public ValidatorEdit commissionRate(BigDecimal rate) {
        return new ValidatorEdit(description, Optional.of(rate), minSelfDelegation);
    }

    /** In base units; may only be raised. */
    public ValidatorEdit minSelfDelegation(BigInteger amount) {
        return new ValidatorEdit(description, commissionRate, Optional.of(amount));
    }

    private ValidatorEdit with(String field, String text) {
        Map<String, String> changed = new LinkedHashMap<>(description);
        changed.put(field, text);
        return new ValidatorEdit(changed, commissionRate, minSelfDelegation);
    }
}
