package dev.orrery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, the answer is a network or problems at places of the file; never a stack trace. */
class MutatedSpecTest {
    private static final int FILES = 500;
    private static final Pattern STACK_TRACE =
            Pattern.compile("\\bat [a-z]+(\\.\\w+)+\\(|\\b(java|snakeyaml|tools\\.jackson)\\.|Exception|Error:");

    @TempDir
    private Path folder;

    @Test
    void brokenFilesEndInProblemsAndNothingElse() throws IOException {
        Path file = folder.resolve("network.yaml");
        int broken = 0;
        for (int seed = 0; seed < FILES; seed++) {
            byte[] bytes = new Mutator(seed).mutate(seed % 4 == 0 ? Specs.SMALLEST : Specs.FULL);
            String text = new String(bytes, StandardCharsets.UTF_8);
            Files.write(file, bytes);
            try {
                NetworkSpec network = SpecReader.read(file);

                assertThat(network.chains()).as("seed %d:%n%s", seed, text).isNotEmpty();
                assertThat(PublishedSchema.errors(text))
                        .as("what the reader accepts the schema accepts, seed %d:%n%s", seed, text)
                        .isEmpty();
            } catch (InvalidInputException e) {
                broken++;
                assertToldWell(e, bytes, "seed %d:%n%s".formatted(seed, text));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed %d:%n%s".formatted(seed, text), e);
            }
        }

        assertThat(broken).as("files that are broken indeed").isBetween(FILES * 3 / 4, FILES - 1);
    }

    private static void assertToldWell(InvalidInputException error, byte[] bytes, String seed) {
        // One character a byte: at least as long as the lines of the text.
        List<String> lines = List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1));

        assertThat(error.problems())
                .as(seed)
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> a.line() != b.line()
                        ? Integer.compare(a.line(), b.line())
                        : Integer.compare(a.column(), b.column()));
        assertThat(error.getMessage()).as(seed).doesNotContainPattern(STACK_TRACE);
        for (Problem problem : error.problems()) {
            assertThat(problem.message())
                    .as(seed)
                    .isNotBlank()
                    .doesNotContain("\n")
                    .hasSizeLessThan(600);
            assertThat(problem.line()).as(seed).isBetween(1, lines.size());
            assertThat(problem.column())
                    .as(seed)
                    .isBetween(1, lines.get(problem.line() - 1).length() + 1);
        }
    }
}
