package dev.orrery.tests.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How the files of this repository look. */
class FormatTest {
    private static final int LINES = 400;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void javaIsLaidOutByPalantirsFormatter() throws Exception {
        List<Path> files = Repository.files(".java");
        List<String> arguments = new ArrayList<>(List.of("--palantir", "--dry-run"));
        files.forEach(file -> arguments.add(Repository.ROOT.resolve(file).toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int status = new Main(new PrintWriter(out, true), new PrintWriter(err, true), InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));

        assertThat(status).as(err.toString()).isZero();
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(out.toString())
                .as("files that are laid out in another way; this lays them out anew: mvn -q -N -Pformat"
                        + " process-sources")
                .isEmpty();
    }

    @Test
    void javaFilesFitOnAFewScreens() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Repository.files(".java")) {
            long lines = Repository.read(file).lines().count();
            if (lines > LINES) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("Java files of more than " + LINES + " lines").isEmpty();
    }

    @Test
    void theDocumentsAreThereAndTheirLinksLeadSomewhere() throws IOException {
        List<Path> documents = Repository.files(".md");
        assertThat(documents)
                .contains(
                        Path.of("README.md"),
                        Path.of("ARCHITECTURE.md"),
                        Path.of("CONTRIBUTING.md"),
                        Path.of("CHANGELOG.md"));
        assertThat(Repository.ROOT.resolve("LICENSE")).content().contains("Apache License");

        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            Matcher link = LINK.matcher(Repository.read(document));
            while (link.find()) {
                Path target = Repository.ROOT.resolve(document).resolveSibling(link.group(1));
                if (!Files.exists(target)) {
                    broken.add(document + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).as("links to nothing").isEmpty();
    }
}
