package dev.orrery.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
    @TempDir
    private Path folder;

    @Test
    void deletesWhatIsOldAndKeepsTheRest() throws IOException {
        Path old = made("layers/layers/0123/0123", Duration.ofDays(40));
        Path runtime = made("java-4567/lib/modules", Duration.ofDays(40));
        Path young = made("layers/layers/89ab/89ab", Duration.ofDays(1));

        ImageCache.Pruned pruned = new ImageCache(folder).prune(Duration.ofDays(30));

        assertThat(pruned).isEqualTo(new ImageCache.Pruned(2, 20));
        assertThat(old).doesNotExist();
        assertThat(runtime).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void anEmptyOneIsNothingToDoFor() {
        assertThat(new ImageCache(folder.resolve("none")).prune(Duration.ZERO)).isEqualTo(new ImageCache.Pruned(0, 0));
    }

    private Path made(String name, Duration age) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "0123456789");
        for (Path path = file; !path.equals(folder); path = path.getParent()) {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
        }
        return file;
    }
}
