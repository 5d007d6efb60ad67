package dev.orrery.client.rpc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads CometBFT's query language; the grammar is in its package {@code libs/pubsub/query/syntax}. */
final class EventQueryParser {
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern AND = Pattern.compile("AND\\b");
    /** Whatever is not an operator, a quote or a space; words of the language are no keys. */
    private static final Pattern KEY =
            Pattern.compile("(?!(?:AND|CONTAINS|EXISTS|TIME|DATE)(?![^\\s=<>'()]))[^\\s=<>'()\\d][^\\s=<>'()]*");

    private static final Pattern OPERATOR = Pattern.compile("<=|>=|<|>|=|CONTAINS\\b|EXISTS\\b");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?");
    private static final Pattern TIME = Pattern.compile("TIME\\s+(\\S+)");
    private static final Pattern DATE = Pattern.compile("DATE\\s+(\\S+)");
    /** The number that an amount begins with: {@code 8} of {@code 8atom}. */
    private static final Pattern AMOUNT = Pattern.compile("^\\d+(\\.\\d+)?");

    private final String query;
    private int position;

    private EventQueryParser(String query) {
        this.query = query;
    }

    static List<EventCondition> parse(String query) {
        EventQueryParser parser = new EventQueryParser(query);
        List<EventCondition> conditions = new ArrayList<>();
        do {
            conditions.add(parser.condition());
        } while (parser.another());
        return conditions;
    }

    private boolean another() {
        if (next(SPACE) != null && position == query.length()) {
            return false;
        }
        if (next(AND) == null) {
            throw mistake("AND, or the end of the query");
        }
        return true;
    }

    private EventCondition condition() {
        next(SPACE);
        int start = position;
        String key = required(KEY, "a key such as transfer.recipient").group();
        next(SPACE);
        String operator =
                required(OPERATOR, "one of = < <= > >= CONTAINS EXISTS").group();
        Predicate<String> test = operator.equals("EXISTS") ? value -> true : test(operator);
        return new EventCondition(key, test, query.substring(start, position));
    }

    private Predicate<String> test(String operator) {
        next(SPACE);
        boolean contains = operator.equals("CONTAINS");
        Matcher text = contains || operator.equals("=") ? next(TEXT) : null;
        if (text != null) {
            String wanted = text.group(1);
            return contains ? value -> value.contains(wanted) : value -> value.equals(wanted);
        }
        Matcher number = contains ? null : next(NUMBER);
        if (number != null) {
            return compare(operator, new BigDecimal(number.group()), EventQueryParser::amount);
        }
        Matcher time = contains ? null : next(TIME);
        if (time != null) {
            return compare(operator, argument(time, EventQueryParser::instant), EventQueryParser::instant);
        }
        Matcher date = contains ? null : next(DATE);
        if (date != null) {
            return compare(operator, argument(date, LocalDate::parse), LocalDate::parse);
        }
        throw mistake(
                switch (operator) {
                    case "CONTAINS" -> "a text in single quotes";
                    case "=" -> "a text in single quotes, a number, TIME … or DATE …";
                    default -> "a number, TIME … or DATE …";
                });
    }

    private static <T extends Comparable<? super T>> Predicate<String> compare(
            String operator, T bound, Function<String, @Nullable T> read) {
        return value -> {
            T there;
            try {
                there = read.apply(value);
            } catch (DateTimeException e) {
                return false; // it is no date, so no comparison with one holds
            }
            if (there == null) {
                return false;
            }
            int order = there.compareTo(bound);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        };
    }

    private <T> T argument(Matcher match, Function<String, T> read) {
        try {
            return read.apply(match.group(1));
        } catch (DateTimeException e) {
            position -= match.group(1).length();
            throw mistake("a time or date as ISO 8601 writes it");
        }
    }

    private static @Nullable BigDecimal amount(String value) {
        Matcher match = AMOUNT.matcher(value);
        return match.find() ? new BigDecimal(match.group()) : null;
    }

    private static Instant instant(String value) {
        return OffsetDateTime.parse(value).toInstant();
    }

    private Matcher required(Pattern pattern, String what) {
        Matcher found = next(pattern);
        if (found == null) {
            throw mistake(what);
        }
        return found;
    }

    private @Nullable Matcher next(Pattern pattern) {
        Matcher match = pattern.matcher(query).region(position, query.length());
        if (!match.lookingAt()) {
            return null;
        }
        position = match.end();
        return match;
    }

    private InvalidInputException mistake(String expected) {
        String rest = query.substring(position);
        return new InvalidInputException(Failure.doing("reading the event query " + query)
                .where("character " + (position + 1))
                .expected(expected)
                .seen(rest.isEmpty() ? "the end" : rest)
                .hint("for example: tm.event='Tx' AND transfer.recipient='cosmos1…'")
                .build());
    }
}
