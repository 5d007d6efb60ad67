package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the cache, and what is deleted from it. */
class StoredBinariesTest {
    @TempDir
    Path folder;

    private OrreryCache cache;
    private Binaries binaries;

    @BeforeEach
    void aCache() {
        cache = OrreryCache.at(folder.resolve("cache"));
        binaries = new Binaries(cache);
    }

    @Test
    void anEmptyCacheHasNone() {
        assertThat(binaries.stored()).isEmpty();
        assertThat(binaries.prune(Duration.ZERO)).isEmpty();
    }

    @Test
    void aProgramIsListedWithWhatGaveIt() throws IOException {
        Binary binary = download("#!/bin/sh\necho one\n", "chaind");

        assertThat(binaries.stored()).singleElement().satisfies(stored -> {
            assertThat(stored.name()).isEqualTo("chaind");
            assertThat(stored.executable()).isEqualTo(binary.executable());
            assertThat(stored.sha256()).isEqualTo(binary.sha256());
            assertThat(stored.bytes()).isEqualTo(Files.size(binary.executable()));
            assertThat(stored.sources()).containsExactly(binary.source());
            assertThat(stored.lastUsed()).isAfter(Instant.now().minusSeconds(60));
            assertThat(stored.running()).isFalse();
        });
    }

    @Test
    void whatNobodyUsedIsDeletedWithWhatIsKnownOfIt() throws IOException {
        Binary old = download("#!/bin/sh\necho one\n", "old");
        Binary used = download("#!/bin/sh\necho two\n", "used");
        Files.createDirectories(new CacheLayout(cache).facts(old.sha256()));
        agedBy(Duration.ofDays(40));
        // It is found in the cache, so used.
        download("#!/bin/sh\necho two\n", "used");

        assertThat(binaries.prune(Duration.ofDays(30)))
                .singleElement()
                .satisfies(gone -> assertThat(gone.name()).isEqualTo("old"));

        assertThat(old.executable().getParent()).doesNotExist();
        assertThat(new CacheLayout(cache).facts(old.sha256())).doesNotExist();
        assertThat(used.executable()).exists();
        assertThat(binaries.stored()).hasSize(1);
        assertThat(download("#!/bin/sh\necho one\n", "old").executable())
                .as("had again")
                .isEqualTo(old.executable());
    }

    @Test
    void whatRunsIsNotDeleted() throws Exception {
        Path sleep = Path.of("/bin/sleep").toRealPath();
        Binary binary = store(Files.readAllBytes(sleep), "sleeper");
        agedBy(Duration.ofDays(40));
        Process process = new ProcessBuilder(binary.executable().toString(), "600").start();
        try {
            assertThat(binaries.stored())
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.running()).isTrue());
            assertThat(binaries.prune(Duration.ofDays(30))).isEmpty();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(binaries.prune(Duration.ofDays(30))).hasSize(1);
    }

    @Test
    void whatAnEarlierVersionStoredIsListedWithoutItsSource() throws IOException {
        Binary binary = download("#!/bin/sh\necho one\n", "chaind");
        try (var entries = Files.list(new CacheLayout(cache).index())) {
            Files.writeString(entries.findFirst().orElseThrow(), binary.sha256() + "\nchaind\n");
        }

        assertThat(binaries.stored())
                .singleElement()
                .satisfies(stored -> assertThat(stored.sources()).isEmpty());
        assertThat(download("#!/bin/sh\necho one\n", "chaind").executable()).isEqualTo(binary.executable());
    }

    private Binary download(String content, String name) throws IOException {
        return store(content.getBytes(), name);
    }

    private Binary store(byte[] content, String name) throws IOException {
        try (FileServer server = new FileServer().file("/" + name, content)) {
            return binaries.get(
                    new BinarySpec.Download(
                            server.url("/" + name),
                            Map.of("any", DownloadTest.sha256(content)),
                            Optional.empty(),
                            Optional.empty()),
                    BuildProgress.SILENT);
        }
    }

    private void agedBy(Duration age) throws IOException {
        try (var entries = Files.list(new CacheLayout(cache).index())) {
            for (Path entry : entries.toList()) {
                Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minus(age)));
            }
        }
    }
}
