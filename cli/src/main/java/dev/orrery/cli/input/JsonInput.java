package dev.orrery.cli.input;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that a command takes: the argument itself, {@code @FILE} for what is in a file, {@code -} for standard input.
 *
 * @param where how errors call the place it was read from
 */
public record JsonInput(String where, JsonNode json) {
    /** Numbers keep every digit, and a field that is written twice is a mistake. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads it.
     *
     * @param name what the argument is called in the command's help
     * @throws InvalidInputException with line and column if it is no JSON, or if the file cannot be read
     */
    public static JsonInput read(Terminal terminal, String name, String argument) {
        if (argument.equals("-")) {
            return parsed("standard input", text(terminal));
        }
        if (argument.startsWith("@")) {
            return parsed(argument.substring(1), text(argument.substring(1)));
        }
        return parsed(name, argument);
    }

    private static JsonInput parsed(String where, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isMissingNode()) {
                throw refused(where, "nothing");
            }
            return new JsonInput(where, json);
        } catch (JacksonException e) {
            var place = e.getLocation();
            String at = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw refused(where + at, e.getOriginalMessage());
        }
    }

    private static String text(Terminal terminal) {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw refused("standard input", e.toString());
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidInputException refused(String where, String seen) {
        return new InvalidInputException(Failure.doing("reading JSON")
                .where(where)
                .expected("JSON: quote it for your shell, or write it into a file and give @FILE")
                .seen(seen)
                .build());
    }
}
