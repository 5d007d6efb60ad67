package dev.orrery.spec.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NearMiss;
import dev.orrery.base.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects everything that is wrong in one file. */
final class Problems {
    /** A file of junk has a problem in every second byte; nobody reads further than this. */
    private static final int SHOWN = 500;

    private static final int LONGEST_NAME = 64;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void report(Place place, String message) {
        add(place, message, Optional.empty());
    }

    /** Reports a name that is none of those allowed, with the nearest of them; gives that one back. */
    Optional<String> unknown(Place place, String message, String written, Collection<String> allowed) {
        Optional<String> meant = written.length() > LONGEST_NAME ? Optional.empty() : NearMiss.of(written, allowed);
        add(place, message, meant);
        return meant;
    }

    private void add(Place place, String message, Optional<String> meant) {
        found.add(new Problem(file, place.line(), place.column(), place.path(), message, meant));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The one error that tells them all, in the order of their places. */
    InvalidInputException exception() {
        List<Problem> sorted = found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .limit(SHOWN)
                .toList();
        String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
        String seen = found.size() > SHOWN ? count + ", of which these are the first " + SHOWN : count;
        return new InvalidInputException(
                Failure.doing("reading " + file).seen(seen).build(), sorted);
    }
}
