package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.Deadline;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.service.client.FilesApi;
import dev.orrery.service.client.ServiceClient;
import dev.orrery.service.client.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as streams, through the Java client. */
class FilesClientTest {
    private static final int SIZE = 3_000_001;

    @TempDir
    Path folder;

    private Service service;
    private ServiceClient client;
    private FilesApi files;

    @BeforeEach
    void start() {
        service = Service.in(folder);
        client = ServiceClient.of(URI.create(service.url("").toString()), service.token());
        files = client.files();
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void aFileGoesThereAndBackAndIsToldOnItsWay() throws IOException {
        Path file = noise("a");
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();

        StoredFile stored = files.put("hub/snapshot.tar", file, sent::set, minute());
        Path back = folder.resolve("back");
        StoredFile got =
                files.get("hub/snapshot.tar", back, received::set, minute()).orElseThrow();

        assertThat(back).hasSameBinaryContentAs(file);
        assertThat(stored.size()).isEqualTo(SIZE);
        assertThat(got.sha256()).isEqualTo(stored.sha256());
        assertThat(sent).hasValue(SIZE);
        assertThat(received).hasValue(SIZE);
        assertThat(files.list("hub/", minute())).containsExactly(stored);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThat(files.put("a", empty, sent -> {}, minute()).size()).isZero();
        assertThat(files.get("a", new ByteArrayOutputStream(), got -> {}, minute()))
                .hasValueSatisfying(got -> assertThat(got.size()).isZero());
    }

    @Test
    void whatIsThereIsReplacedButNotCreated() throws IOException {
        files.put("a", noise("a"), sent -> {}, minute());

        assertThatThrownBy(() -> files.create("a", noise("b"), sent -> {}, minute()))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining("precondition-failed");
        assertThat(files.create("b", noise("b"), sent -> {}, minute()).size()).isEqualTo(SIZE);
        assertThat(files.delete("a", minute())).isTrue();
        assertThat(files.delete("a", minute())).isFalse();
        assertThat(files.list("", minute())).extracting(StoredFile::path).containsExactly("b");
    }

    @Test
    void whatIsNotThereLeavesNothingHere() throws IOException {
        assertThat(files.get("none", folder.resolve("none"), got -> {}, minute()))
                .isEmpty();
        assertThatThrownBy(() -> files.put("a", folder.resolve("none"), sent -> {}, minute()))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("none");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).doesNotContain("none"));
        }
    }

    @Test
    void contentThatWasChangedOnTheDiskIsNoticedAndNotKept() throws IOException {
        StoredFile stored = files.put("a", noise("a"), sent -> {}, minute());
        Path content = service.store.resolve("files/contents").resolve(stored.sha256());
        byte[] bytes = Files.readAllBytes(content);
        bytes[SIZE / 2] ^= 1;
        Files.write(content, bytes);
        Path into = Files.writeString(folder.resolve("into"), "before");

        assertThatThrownBy(() -> files.get("a", into, got -> {}, minute()))
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining(stored.sha256());
        assertThat(into).hasContent("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a?b", "a#b", "a%2fb", "ä", "a\\b", "a\nb"})
    void aNameThatIsNoneIsNotAskedFor(String name) {
        assertThatThrownBy(() -> files.get(name, new ByteArrayOutputStream(), got -> {}, minute()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("letters, digits");
        assertThatThrownBy(() -> client.find(name, minute())).isInstanceOf(InvalidInputException.class);
    }

    private Path noise(String name) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(name.hashCode()).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private static Deadline minute() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
