package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorCacheTest {
    private static final String ANY = "google.protobuf.Any";
    /** What one virtual machine has in memory cannot be forgotten, so each reading from disk has a name of its own. */
    private final String name = UUID.randomUUID().toString();

    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    private Path folder;

    private DescriptorCache cache;

    @BeforeEach
    void makeCache() {
        cache = DescriptorCache.by(name, folder);
    }

    @Test
    void isAskedForOnceAndThenInMemory() {
        Descriptors first = cache.get(name, this::ask).orElseThrow();
        Descriptors second = cache.get(name, this::ask).orElseThrow();

        assertThat(second).isSameAs(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsOnDiskIsTheSame() throws IOException {
        cache.get(name, this::ask);

        Descriptors read = fromDisk();

        assertThat(read.messageNames()).containsExactly(ANY);
        assertThat(read.message(ANY).findFieldByName("type_url")).isNotNull();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aDamagedFileIsWrittenAnew() throws IOException {
        cache.get(name, this::ask);
        byte[] whole = Files.readAllBytes(cache.file(name));
        for (byte[] damaged : List.of(new byte[0], new byte[10], flipped(whole), Arrays.copyOf(whole, 40))) {
            Files.write(cache.file(name), damaged);
            asked.set(0);

            assertThat(fromDisk().message(ANY)).isNotNull();
            assertThat(asked).hasValue(1);
            Files.write(cache.file(name), whole);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Descriptors descriptors =
                DescriptorCache.by(name, file).get(name, this::ask).orElseThrow();

        assertThat(descriptors.message(ANY)).isNotNull();
    }

    @Test
    void nothingIsKeptOfAChainThatDoesNotServeThemAll() throws IOException {
        assertThat(cache.get(name, Optional::empty)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNoSetOfFilesIsToldAtOnce() {
        assertThatThrownBy(() -> Descriptors.link(new byte[] {1, 2, 3})).isInstanceOf(ChainException.class);
    }

    @Test
    void filesThatAreServedOneByOneAreAskedForWhenTheyAreNeeded() {
        FileDescriptorProto file = AnyProto.getDescriptor().toProto();
        Descriptors descriptors = Descriptors.servedBy(new DescriptorSource() {
            @Override
            public List<byte[]> fileContaining(String symbol) {
                asked.incrementAndGet();
                return symbol.equals(ANY) ? List.of(file.toByteArray()) : List.of();
            }

            @Override
            public List<byte[]> fileNamed(String file) {
                return List.of();
            }

            @Override
            public List<String> services() {
                return List.of("test.Query");
            }
        });

        assertThat(asked).hasValue(0);
        assertThat(descriptors.message("/" + ANY).getFullName()).isEqualTo(ANY);
        assertThat(descriptors.message(ANY)).isSameAs(descriptors.message(ANY));
        assertThat(asked).hasValue(1);
        assertThatThrownBy(() -> descriptors.method("test.Qerry/Params"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"test.Query\"?");
    }

    private Optional<byte[]> ask() {
        asked.incrementAndGet();
        return Optional.of(new ProtoWriter()
                .bytes(1, AnyProto.getDescriptor().toProto().toByteArray())
                .toByteArray());
    }

    /** As another virtual machine would find it. */
    private Descriptors fromDisk() throws IOException {
        // The file of one key, moved to the place of another that is not in memory.
        String fresh = UUID.randomUUID().toString();
        DescriptorCache other = DescriptorCache.by(fresh, folder.resolve("other"));
        Files.createDirectories(other.folder());
        Files.copy(cache.file(name), other.file(fresh));
        return other.get(fresh, this::ask).orElseThrow();
    }

    private static byte[] flipped(byte[] whole) {
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        return changed;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
