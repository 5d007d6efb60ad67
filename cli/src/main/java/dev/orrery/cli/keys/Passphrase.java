package dev.orrery.cli.keys;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The passphrase of an armored key, from a file: everybody on the machine can read the arguments of a process. */
final class Passphrase {
    /** What the chains' own tools want (SDK: client/input, MinPassLength). */
    private static final int SHORTEST = 8;

    private Passphrase() {}

    /** The file's first line. */
    static String in(Path file) {
        String first;
        try {
            first = Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new InvalidInputException(Failure.doing("reading the passphrase")
                    .where(file.toString())
                    .expected("a file with a passphrase in its first line")
                    .seen(e.toString())
                    .build());
        }
        if (first.length() < SHORTEST) {
            throw new InvalidInputException(Failure.doing("reading the passphrase")
                    .where(file.toString())
                    .expected("at least " + SHORTEST + " characters in the first line")
                    .seen(first.length() + " characters")
                    .build());
        }
        return first;
    }
}
