package dev.orrery.client.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueryTest {
    private static final Map<String, List<String>> TRANSFER = Map.of(
            "tm.event", List.of("Tx"),
            "tx.height", List.of("17"),
            "transfer.recipient", List.of("alice", "bob"),
            "transfer.amount", List.of("1500uatom"),
            "upgrade.at", List.of("2026-05-03T14:45:00Z"),
            "vesting.end", List.of("2026-05-03"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tm.event='Tx'",
                "tm.event = 'Tx' AND transfer.recipient = 'bob'",
                "transfer.recipient CONTAINS 'lic'",
                "transfer.recipient EXISTS",
                "transfer EXISTS",
                "tx.height=17",
                "tx.height>16 AND tx.height<18",
                "tx.height>=17 AND tx.height<=17",
                "transfer.amount>1499.5",
                "upgrade.at > TIME 2026-05-03T14:44:00Z",
                "upgrade.at = TIME 2026-05-03T16:45:00+02:00",
                "vesting.end >= DATE 2026-05-03",
                "  tm.event='Tx'  ",
            })
    void matches(String query) {
        assertThat(EventQuery.parse(query).matches(TRANSFER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tm.event='NewBlock'",
                "tm.event='Tx' AND transfer.recipient='carol'",
                "transfer.sender EXISTS",
                "tx.height>17",
                "transfer.recipient > 5",
                "transfer.amount=1501",
                "tx.height > TIME 2026-05-03T14:44:00Z",
                "vesting.end < DATE 2026-05-03",
                "transfe EXISTS",
            })
    void doesNotMatch(String query) {
        assertThat(EventQuery.parse(query).matches(TRANSFER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tm.event=              | character 10 | a text in single quotes, a number
        tm.event='Tx           | character 10 | a text in single quotes
        tm.event='Tx' OR a=1   | character 15 | AND, or the end
        ='Tx'                  | character 1  | a key
        tm.event               | character 9  | one of = < <=
        tm.event<'Tx'          | character 10 | a number, TIME
        a.b CONTAINS 5         | character 14 | a text in single quotes
        a.b > DATE yesterday   | character 12 | a time or date
        tm.event='Tx' AND      | character 18 | a key
        """)
    void aMistakeIsToldWithItsPlace(String query, String place, String expected) {
        assertThatThrownBy(() -> EventQuery.parse(query))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(expected);
    }

    @Test
    void anEmptyQueryIsAMistakeToo() {
        assertThatThrownBy(() -> EventQuery.parse("")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void isPutTogetherWithoutQuoting() {
        EventQuery query =
                EventQuery.transactions().with("transfer.recipient", "bob").having("transfer.amount");

        assertThat(query).hasToString("tm.event='Tx' AND transfer.recipient='bob' AND transfer.amount EXISTS");
        assertThat(query.matches(TRANSFER)).isTrue();
        assertThatThrownBy(() -> query.with("a.b", "it's")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void knowsWhichTypesOfEventsItAllows() {
        assertThat(EventQuery.parse("tm.event='Tx' AND a.b=1").allowsType("Tx")).isTrue();
        assertThat(EventQuery.parse("tm.event='Tx' AND a.b=1").allowsType("NewBlock"))
                .isFalse();
        assertThat(EventQuery.parse("a.b=1").allowsType("NewBlock")).isTrue();
    }
}
