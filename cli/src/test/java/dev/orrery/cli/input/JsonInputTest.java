package dev.orrery.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.InvalidInputException;
import dev.orrery.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputTest {
    @TempDir
    Path folder;

    @Test
    void isTheArgumentItself() {
        assertThat(read("", "{\"a\": 1}").json().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void isOnStandardInput() {
        assertThat(read("[1, 2]", "-").json()).hasSize(2);
    }

    @Test
    void isInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("messages.json"), "{\"a\": \"b\"}");

        assertThat(read("", "@" + file).json().path("a").asString()).isEqualTo("b");
    }

    @Test
    void keepsEveryDigit() {
        assertThat(read("", "[123456789012345678901234567890, 0.123456789012345678901]")
                        .json()
                        .toString())
                .isEqualTo("[123456789012345678901234567890,0.123456789012345678901]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"a\": 2} | JSON:1:13 | Duplicate",
                "{\"a\": 1} x          | JSON:1:10 | Unrecognized token",
                "cosmos1abc             | JSON:1:1 | Unrecognized token",
                "{\"a\":                | JSON:1:    | end-of-input",
                "''                     | JSON     | nothing"
            })
    void anythingElseIsRefusedAtItsPlace(String text, String place, String seen) {
        assertThatThrownBy(() -> read("", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(seen);
    }

    @Test
    void aFilesPlaceIsClickable() throws IOException {
        Path file = Files.writeString(folder.resolve("messages.json"), "{\n  \"a\": oops\n}");

        assertThatThrownBy(() -> read("", "@" + file)).hasMessageContaining(file + ":2:");
    }

    @Test
    void aFileThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> read("", "@" + folder.resolve("none.json")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no such file");
    }

    private static JsonInput read(String input, String argument) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return JsonInput.read(Terminal.plain(in, nowhere, nowhere), "JSON", argument);
    }
}
