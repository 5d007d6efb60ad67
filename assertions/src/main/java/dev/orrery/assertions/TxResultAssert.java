package dev.orrery.assertions;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a transaction that is in a block. */
public final class TxResultAssert extends AbstractAssert<TxResultAssert, TxResult> {
    TxResultAssert(TxResult actual) {
        super(actual, TxResultAssert.class);
    }

    /** The chain carried it out (code 0). */
    public TxResultAssert succeeded() {
        isNotNull();
        if (actual.code() != 0) {
            throw failureWithActualExpected(
                    actual.code(),
                    0,
                    "expected the transaction %s to succeed, with code%n  0%nbut block %s has it with code%n  %s of"
                            + " %s: %s",
                    actual.hash(),
                    actual.height(),
                    actual.code(),
                    actual.codespace(),
                    actual.rawLog());
        }
        return this;
    }

    /**
     * It paid exactly this fee.
     *
     * @param coins one coin, several with commas between them, or the empty text for no fee
     * @throws dev.orrery.base.InvalidInputException if one is malformed
     */
    public TxResultAssert hasFee(String coins) {
        isNotNull();
        String expected = Coin.toString(Coin.sorted(Coin.parseList(coins)));
        String seen = Coin.toString(Coin.sorted(actual.fee()));
        if (!seen.equals(expected)) {
            throw failureWithActualExpected(
                    seen,
                    expected,
                    "expected the transaction %s to have paid the fee%n  %s%nbut it paid%n  %s%nfor %s gas, of which"
                            + " it used %s",
                    actual.hash(),
                    orNothing(expected),
                    orNothing(seen),
                    actual.gasWanted(),
                    actual.gasUsed());
        }
        return this;
    }

    /** As {@link #hasFee(String)}. */
    public TxResultAssert hasFee(Coin coin) {
        return hasFee(coin.isZero() ? "" : coin.toString());
    }

    /**
     * The chain refused it with this code of the SDK's own ({@code types/errors}); {@code TxRequest#expectFailure} gives such
     * a result.
     */
    public TxResultAssert failedWith(long code) {
        return failedWith("sdk", code);
    }

    /**
     * The chain refused it with this code.
     *
     * @param codespace the module whose code it is: {@code bank}, {@code sdk}
     */
    public TxResultAssert failedWith(String codespace, long code) {
        isNotNull();
        if (actual.code() != code || !actual.codespace().equals(codespace)) {
            throw failureWithActualExpected(
                    actual.code() + " of " + actual.codespace(),
                    code + " of " + codespace,
                    "expected the transaction %s to fail with code%n  %s of %s%nbut %s",
                    actual.hash(),
                    code,
                    codespace,
                    actual.code() == 0
                            ? "it succeeded in block " + actual.height()
                            : "block " + actual.height() + " has it with code" + System.lineSeparator() + "  "
                                    + actual.code() + " of " + actual.codespace() + ": " + actual.rawLog());
        }
        return this;
    }

    /** It used no more gas than this. */
    public TxResultAssert usedAtMostGas(long gas) {
        isNotNull();
        if (actual.gasUsed() > gas) {
            throw failureWithActualExpected(
                    actual.gasUsed(),
                    gas,
                    "expected the transaction %s to use at most%n  %s gas%nbut it used%n  %s gas%nof the %s that it"
                            + " was given",
                    actual.hash(),
                    gas,
                    actual.gasUsed(),
                    actual.gasWanted());
        }
        return this;
    }

    /**
     * One of its events of this type has all of these attributes.
     *
     * @param keysAndValues keys and their values by turns: {@code "recipient", bob.address(), "amount", "5uatom"}; none if any
     *     event of the type will do
     * @throws InvalidInputException if a key has no value
     */
    public TxResultAssert emitted(String type, String... keysAndValues) {
        isNotNull();
        List<Event.Attribute> wanted = attributes(keysAndValues);
        List<Event> events = actual.events(type);
        if (events.stream().noneMatch(event -> event.attributes().containsAll(wanted))) {
            throw failure(
                    "expected the transaction %s to emit%n%s%nbut it emitted%n%s",
                    actual.hash(),
                    listed(List.of(new Event(type, wanted))),
                    events.isEmpty() ? "  no " + type + ", only " + types() : listed(events));
        }
        return this;
    }

    /** None of its events has this type. */
    public TxResultAssert emittedNo(String type) {
        isNotNull();
        List<Event> events = actual.events(type);
        if (!events.isEmpty()) {
            throw failure(
                    "expected the transaction %s to emit%n  no %s%nbut it emitted%n%s",
                    actual.hash(), type, listed(events));
        }
        return this;
    }

    private static List<Event.Attribute> attributes(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new InvalidInputException(Failure.doing("reading the attributes of an event")
                    .expected("a value for each key")
                    .seen("none for \"" + keysAndValues[keysAndValues.length - 1] + "\"")
                    .build());
        }
        List<Event.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            attributes.add(new Event.Attribute(keysAndValues[i], keysAndValues[i + 1]));
        }
        return attributes;
    }

    private String types() {
        return actual.events().stream().map(Event::type).distinct().toList().toString();
    }

    private static String listed(List<Event> events) {
        return events.stream()
                .map(event -> event.attributes().stream()
                        .map(attribute -> attribute.key() + "=" + attribute.value())
                        .collect(Collectors.joining(", ", "  " + event.type() + "{", "}")))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String orNothing(String coins) {
        return coins.isEmpty() ? "nothing" : coins;
    }
}
