package dev.orrery.client.proto;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is said of input that a message cannot hold: where, what it should be, what it is, what was probably meant. */
final class Refusal {
    private Refusal() {}

    static InvalidInputException value(String path, String expected, JsonNode seen) {
        return value(path, expected, shown(seen));
    }

    static InvalidInputException value(String path, String expected, String seen) {
        return new InvalidInputException(
                reading(path).expected(expected).seen(seen).build());
    }

    static InvalidInputException value(String path, String expected, String seen, String hint) {
        return new InvalidInputException(
                reading(path).expected(expected).seen(seen).hint(hint).build());
    }

    /** A name that is not among the known ones. */
    static InvalidInputException name(String path, String name, String expected, Collection<String> known) {
        Failure.Builder failure = reading(path).expected(expected).seen("\"" + name + "\", which it does not have");
        meant(name, known).ifPresentOrElse(near -> failure.hint("did you mean \"" + near + "\"?"), () -> {
            if (!known.isEmpty() && known.size() <= 20) {
                failure.hint("it has " + String.join(", ", known));
            }
        });
        return new InvalidInputException(failure.build());
    }

    /** The nearest name, or the one that ends with what was written: {@code VOTE_OPTION_YES} for {@code yes}. */
    static Optional<String> meant(String name, Collection<String> known) {
        String end = "_" + name.toUpperCase(Locale.ROOT);
        List<String> longer = known.stream().filter(it -> it.endsWith(end)).toList();
        return longer.isEmpty() ? NearMiss.of(name, known) : Optional.of(longer.getFirst());
    }

    private static Failure.Builder reading(String path) {
        return Failure.doing(path.isEmpty() ? "reading a message" : "reading the field \"" + path + "\"");
    }

    private static String shown(JsonNode value) {
        String kind = value.isString() ? "the text" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return kind + " " + JsonTree.shorten(value.toString());
    }
}
