package dev.orrery.network;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/** What a path is called that is made while the network runs. */
record PathNames(List<RelayPath> taken) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** @throws InvalidInputException if the wanted name is taken, or there is only one chain */
    String name(Chain a, Chain b, PathOptions options) {
        Failure.Builder failure = Failure.doing("connecting " + a + " and " + b);
        if (a == b) {
            throw new InvalidInputException(
                    failure.expected("two chains").seen(a + " twice").build());
        }
        if (options.name().isPresent()) {
            String wanted = options.name().get();
            if (!NAME.matcher(wanted).matches()) {
                throw new InvalidInputException(failure.expected(
                                "a name of at most 40 lower-case letters, digits and dashes that begins with a letter")
                        .seen(wanted)
                        .build());
            }
            if (isTaken(wanted)) {
                throw new InvalidInputException(failure.expected("a name that no path has")
                        .seen("there is a path \"" + wanted + "\"")
                        .build());
            }
            return wanted;
        }
        String base = a.name() + "-" + b.name();
        String name = base;
        for (int number = 2; isTaken(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return taken.stream().anyMatch(path -> path.name().equals(name));
    }
}
