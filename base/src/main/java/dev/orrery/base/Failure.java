package dev.orrery.base;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user is told when something goes wrong. Every {@link OrreryException} carries one, and the command line prints
 * it field by field, so that all errors of Orrery have one shape.
 *
 * @param doing what was being done, as a present participle: {@code starting hub/val1}
 * @param where the place: a file with line and column, {@code chain/node}, a stage; absent where {@code doing} says it
 * @param expected what should have happened
 * @param seen what was seen last instead
 * @param log the last lines of the right log, oldest first; empty where there is none
 * @param logFile the file those lines come from
 * @param hint what to try
 * @param command a command to paste
 */
public record Failure(
        String doing,
        Optional<String> where,
        Optional<String> expected,
        Optional<String> seen,
        List<String> log,
        Optional<Path> logFile,
        Optional<String> hint,
        Optional<String> command) {

    public Failure {
        log = List.copyOf(log);
    }

    /** Starts a failure that happened while {@code doing} something. */
    public static Builder doing(String doing) {
        return new Builder(doing);
    }

    /** The failure as lines of text: the headline first, then one labelled line for each field that is there. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        where.ifPresent(text -> lines.add("  where:    " + text));
        expected.ifPresent(text -> lines.add("  expected: " + text));
        if (expected.isPresent()) {
            seen.ifPresent(text -> lines.add("  seen:     " + text));
        }
        if (!log.isEmpty()) {
            lines.add("  log:      " + logFile.map(Path::toString).orElse(""));
            log.forEach(line -> lines.add("    | " + line));
        }
        hint.ifPresent(text -> lines.add("  try:      " + text));
        command.ifPresent(text -> lines.add("  command:  " + text));
        return List.copyOf(lines);
    }

    /** The same with a place, where it has none. */
    public Failure orAt(String place) {
        return new Failure(doing, where.or(() -> Optional.of(place)), expected, seen, log, logFile, hint, command);
    }

    /** One line: what was being done and what came of it. */
    public String headline() {
        return "failed while " + doing + seen.map(text -> ": " + text).orElse("");
    }

    /** Collects the fields of a {@link Failure}; everything but {@code doing} may be left out. */
    public static final class Builder {
        private final String doing;
        private @Nullable String where;
        private @Nullable String expected;
        private @Nullable String seen;
        private List<String> log = List.of();
        private @Nullable Path logFile;
        private @Nullable String hint;
        private @Nullable String command;

        private Builder(String doing) {
            this.doing = doing;
        }

        public Builder where(String text) {
            where = text;
            return this;
        }

        public Builder expected(String text) {
            expected = text;
            return this;
        }

        public Builder seen(String text) {
            seen = text;
            return this;
        }

        /** The last lines of a log; the file is named in the message, whether or not it still exists later. */
        public Builder log(Path file, List<String> lastLines) {
            logFile = file;
            log = lastLines;
            return this;
        }

        public Builder hint(String text) {
            hint = text;
            return this;
        }

        public Builder command(String text) {
            command = text;
            return this;
        }

        public Failure build() {
            return new Failure(
                    doing,
                    Optional.ofNullable(where),
                    Optional.ofNullable(expected),
                    Optional.ofNullable(seen),
                    log,
                    Optional.ofNullable(logFile),
                    Optional.ofNullable(hint),
                    Optional.ofNullable(command));
        }
    }
}
