package dev.orrery.backend.process.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.network.NetworkDescription.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFolderTest {
    @TempDir
    Path temp;

    private NetworkFolder folder;

    @BeforeEach
    void folder() {
        folder = new NetworkFolder(new NetworkPlace("test", temp));
    }

    @Test
    void itTellsItsOwnerAsWritten() {
        OwnerFile owner = new OwnerFile(new Owner(42, Instant.EPOCH), true, "process");
        folder.write(owner);
        assertThat(folder.owner()).contains(owner);
    }

    @Test
    void whatAnotherVersionWroteIsSaidToBeSo() throws Exception {
        Files.writeString(temp.resolve("owner.json"), """
            {"owner": {"pid": 42, "startedAt": "1970-01-01T00:00:00Z"}, "kept": false}
            """);
        assertThatThrownBy(folder::owner)
                .isInstanceOf(NetworkStateException.class)
                .hasMessageContaining(temp.resolve("owner.json").toString())
                .hasMessageContaining("backend")
                .hasMessageContaining("another version of Orrery");
    }
}
