package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.OrreryException;
import dev.orrery.base.Sha256;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.CacheLayout;
import dev.orrery.binaries.internal.store.StoredBinaries;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import land.oras.auth.AuthStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cache on a disk that is too small for the program, whatever the program comes from. Needs root, to mount it. */
@Tag("full")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final String KILOBYTES = "512";
    /** What does not get smaller in an archive, and does not fit. */
    private static final byte[] PROGRAM = new byte[1 << 20];

    static {
        new Random(1).nextBytes(PROGRAM);
        System.arraycopy("#!/bin/sh\n".getBytes(), 0, PROGRAM, 0, 10);
    }

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void aSmallDisk() throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=" + KILOBYTES + "k", "tmpfs", disk.toString());
    }

    @AfterEach
    void noDisk() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void aDownload() throws IOException {
        try (FileServer server = new FileServer()) {
            server.file("/chaind", PROGRAM);
            full(new BinarySpec.Download(
                    server.url("/chaind"), Map.of("any", sha256(PROGRAM)), Optional.empty(), Optional.empty()));
        }
    }

    /** What was downloaded fits, and what is in it does not. */
    @Test
    void anArchive() throws IOException {
        byte[] zeros = "#!/bin/sh\n".concat("\n".repeat(2 << 20)).getBytes();
        byte[] archive = Archives.tarGz(Map.of("chaind", zeros));
        assertThat(archive.length).isLessThan(1 << 18);
        try (FileServer server = new FileServer()) {
            server.file("/chain.tar.gz", archive);
            full(new BinarySpec.Download(
                    server.url("/chain.tar.gz"), Map.of("any", sha256(archive)), Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void anImage() throws Exception {
        try (ImageServer server = ImageServer.start(folder, false)) {
            server.push(
                    "large", "v1", Machine.current(), List.of("chaind"), Archives.tarGz(Map.of("bin/chaind", PROGRAM)));
            full(new BinarySpec.Image(server.reference("large:v1"), Optional.empty()));
        }
    }

    @Test
    void aRepository() throws Exception {
        Path repository = Files.createDirectories(folder.resolve("chain.git"));
        Files.write(repository.resolve("src"), PROGRAM);
        String git = "git -C " + repository + " -c user.name=t -c user.email=t@example.test ";
        run("sh", "-c", git + "init -q && " + git + "add src && " + git + "commit -qm one && " + git + "tag v1");

        full(new BinarySpec.Git(repository.toString(), "v1", "mkdir build && cp src build/chaind", "build/chaind"));
    }

    @Test
    void aBuild() throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("go.mod"), "module example.test/own\n\ngo 1.21\n");
        Files.writeString(project.resolve("main.go"), Go.HELLO);

        full(new BinarySpec.GoFolder(project));
    }

    /** It is said, in the system's words, and nothing half-made is taken for a program later. */
    private void full(BinarySpec spec) throws IOException {
        OrreryCache cache = OrreryCache.at(disk.resolve("cache"));
        Binaries binaries = new Binaries(
                cache, Machine.current(), Tools.ofThisMachine().withLogins(() -> AuthStore.newStore(List.of())));

        assertThatThrownBy(() -> binaries.get(spec, BuildProgress.SILENT))
                .isInstanceOf(OrreryException.class)
                .hasMessageContainingAll("o space left on device");
        assertThat(new StoredBinaries(new CacheLayout(cache)).list()).isEmpty();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
