package dev.orrery.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPlacesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"name: net-1", "name: \"net-1\"", "name:  'net-1'   # ours", "name: net-1\nchains: [broken"})
    void theNameIsReadWithoutUnderstandingTheRest(String text) throws IOException {
        Path file = write("version: 1\n" + text + "\n");

        assertThat(NetworkPlaces.folder(file)).isEqualTo(folder.resolve(".orrery/net-1"));
        assertThat(NetworkPlaces.folder(folder)).isEqualTo(folder.resolve(".orrery/net-1"));
    }

    @Test
    void namesOfOtherThingsAreNotTheNetworks() throws IOException {
        assertThat(NetworkPlaces.name(write("chains:\n  hub:\n    name: x\nfile_name: y\n")))
                .isEmpty();
    }

    @Test
    void whereTheFileIsGoneTheOnlyNetworkThereIsMeant() throws IOException {
        Files.createDirectories(folder.resolve(".orrery/lonely"));

        assertThat(NetworkPlaces.folder(folder)).isEqualTo(folder.resolve(".orrery/lonely"));
    }

    @Test
    void aNetworksOwnFolderMeansTheNetworkToo() throws IOException {
        Path state = Files.createDirectories(folder.resolve(".orrery/net-1"));

        assertThat(NetworkPlaces.folder(state)).isEqualTo(state);
    }

    @Test
    void commandsToPasteNameTheFileUnlessItIsTheDefault() {
        assertThat(NetworkPlaces.option(Path.of("network.yaml"))).isEmpty();
        assertThat(NetworkPlaces.option(Path.of("a/b.yaml"))).isEqualTo(" -n a/b.yaml");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("network.yaml"), text);
    }
}
