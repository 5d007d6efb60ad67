package dev.orrery.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.binaries.BuildProgress;
import dev.orrery.engine.Orrery;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide lists the rights that {@code orrery render} writes, neither more nor less. */
class RightsTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "kubernetes.md");
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (?!resource )([a-z]+(?:/[a-z]+)?) \\| ([a-z, ]*) \\| ?([a-z, ]*?)(?:: this one)? ?\\|$");
    private static final Pattern RULE =
            Pattern.compile("resources:\\s+- \"([a-z/]+)\"\\s+verbs:((?:\\s+- \"[a-z]+\")+)");

    @Test
    void theGuideListsThem(@TempDir Path folder) throws IOException {
        Orrery.render(
                SpecReader.read("""
                    version: 1
                    name: rights
                    chains: { hub: { binary: { go: %s } } }
                    kubernetes: { orreryImage: any/orrery, images: { hub: any/chain } }
                    """.formatted(ClusterNetworks.SIMD), "network.yaml", folder),
                "kubernetes",
                Instant.EPOCH,
                folder,
                BuildProgress.SILENT);
        String page = Files.readString(GUIDE);
        String guide = page.substring(page.indexOf("| resource |"));

        assertThat(rules(folder.resolve("rights-to-start.yaml"))).isEqualTo(rows(guide, 2));
        assertThat(rules(folder.resolve("rights-to-visit.yaml"))).isEqualTo(rows(guide, 3));
    }

    private static Map<String, TreeSet<String>> rows(String guide, int column) {
        Map<String, TreeSet<String>> rights = new TreeMap<>();
        ROW.matcher(guide)
                .results()
                .filter(row -> !row.group(column).isBlank())
                .forEach(row -> add(rights, row.group(1), row.group(column).split(", ")));
        return rights;
    }

    private static Map<String, TreeSet<String>> rules(Path manifest) throws IOException {
        Map<String, TreeSet<String>> rights = new TreeMap<>();
        for (MatchResult rule :
                RULE.matcher(Files.readString(manifest)).results().toList()) {
            add(
                    rights,
                    rule.group(1),
                    rule.group(2).replaceAll("[^a-z]+", " ").strip().split(" "));
        }
        return rights;
    }

    private static void add(Map<String, TreeSet<String>> rights, String resource, String... verbs) {
        for (String verb : verbs) {
            rights.computeIfAbsent(resource, it -> new TreeSet<>()).add(verb.strip());
        }
    }
}
