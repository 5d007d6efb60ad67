package dev.orrery.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.spec.ChainSpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README and the guide show is what is compiled and run here. */
class GuideTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- the content of (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "README.md, network.yaml TransferTest.java",
        "docs/guide/junit.md, network.yaml FirstNetworkTest.java",
        "docs/guide/api.md, GuideExampleTest.java",
        "docs/guide/chains.md, evm.yaml",
        "docs/guide/coming-from.md, moved.yaml",
        "docs/guide/ibc.md, TransferTest.java SteeredPathTest.java",
        "docs/guide/client.md, ConnectingTest.java ClientTransactionsTest.java governed.yaml ModulesTest.java"
    })
    void thePageQuotesTheExamples(String page, String files) throws IOException {
        List<MatchResult> quotes =
                QUOTE.matcher(Files.readString(ROOT.resolve(page))).results().toList();

        assertThat(quotes)
                .extracting(quote -> Path.of(quote.group(1)).getFileName().toString())
                .containsExactly(files.split(" "));
        for (MatchResult quote : quotes) {
            assertThat(quote.group(2)).as(quote.group(1)).isEqualTo(content(ROOT.resolve(quote.group(1))));
        }
    }

    @Test
    void theFileThatCameFromElsewhereIsAccepted() {
        NetworkSpec moved = SpecReader.read(Path.of("moved.yaml"));

        assertThat(moved.chains()).extracting(ChainSpec::chainId).containsExactly("osmosis-1", "juno-2");
        assertThat(moved.paths()).hasSize(1);
    }

    /** A class is shown from its imports on. */
    private static String content(Path file) throws IOException {
        return Files.readString(file).replaceFirst("^package .*;\\n\\n", "");
    }
}
