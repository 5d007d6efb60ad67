package dev.orrery.assertions;

import dev.orrery.client.Coin;
import dev.orrery.client.Event;
import dev.orrery.client.TxResult;
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

    /** One of its events of this type has an attribute with this key and this value. */
    public TxResultAssert emitted(String type, String key, String value) {
        isNotNull();
        List<Event> events = actual.events(type);
        boolean found = events.stream()
                .flatMap(event -> event.attributes().stream())
                .anyMatch(attribute ->
                        attribute.key().equals(key) && attribute.value().equals(value));
        if (!found) {
            throw failure(
                    "expected the transaction %s to emit%n  %s{%s=%s}%nbut it emitted%n%s",
                    actual.hash(),
                    type,
                    key,
                    value,
                    events.isEmpty() ? "  no " + type + ", only " + types() : listed(events));
        }
        return this;
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
