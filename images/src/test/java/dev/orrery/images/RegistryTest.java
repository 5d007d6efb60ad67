package dev.orrery.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.ImageServer;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.spec.BinarySpec;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Images in the real registry of the CNCF, on the loopback address. */
@EnabledOnOs(OS.LINUX)
class RegistryTest {
    private static Binary program;

    @TempDir
    private Path folder;

    @BeforeAll
    static void have() {
        program = new Binaries(OrreryCache.standard()).get(ImageServer.PROGRAM, BuildProgress.SILENT);
    }

    @Test
    void whatIsPushedIsTakenOutAgain() throws Exception {
        try (ImageServer registry = ImageServer.start(folder, false)) {
            PackedImage pushed = push(registry.reference("programs/one:v1"), false, Optional.empty());

            Binary had = new Binaries(OrreryCache.at(folder.resolve("other-cache")))
                    .get(new BinarySpec.Image(pushed.pinned(), Optional.empty()), BuildProgress.SILENT);

            assertThat(had.sha256()).isEqualTo(program.sha256());
        }
    }

    /** A chain's own image often has another C library than this machine. */
    @Test
    void aLinkedProgramOutOfAnImageIsPackedWithTheLibrariesOfThatImage() throws Exception {
        try (ImageServer registry = ImageServer.start(folder, false)) {
            Binaries binaries = new Binaries(OrreryCache.at(folder.resolve("other-cache")));
            Binary sort = binaries.get(new BinarySpec.Executable(Path.of("/bin/sort")), BuildProgress.SILENT);
            PackedImage first = builder()
                    .build(
                            ProgramImage.of(sort, Optional.empty(), folder.resolve("first")),
                            new ImageTarget.Registry(registry.reference("programs/sort:v1"), false, Optional.empty()));
            Binary takenOut =
                    binaries.get(new BinarySpec.Image(first.pinned(), Optional.empty()), BuildProgress.SILENT);

            Path tar = folder.resolve("again.tar");
            builder()
                    .build(
                            ProgramImage.of(takenOut, Optional.empty(), folder.resolve("again")),
                            new ImageTarget.Tar(tar, "local.test/sort:v1"));

            OciTar image = OciTar.read(tar);
            assertThat(image.files().get("/usr/local/bin/sort").content())
                    .isEqualTo(Files.readAllBytes(sort.executable()));
            assertThat(image.files().keySet())
                    .contains("/usr/local/lib/sort/libc.so.6")
                    .anyMatch(path -> path.matches("/lib.*/ld-[^/]*"));
            assertThat(image.files().keySet())
                    .filteredOn(path -> path.matches(".*/lib/sort/ld-.*"))
                    .isEmpty();
        }
    }

    @Test
    void anImageIsLaidUponAnother() throws Exception {
        try (ImageServer registry = ImageServer.start(folder, false)) {
            push(registry.reference("programs/base:v1"), false, Optional.empty());
            ImagePlan plan = ProgramImage.of(
                    new Binary(Path.of("/bin/sort"), "00", "path: /bin/sort"),
                    Optional.of(ImageBase.of(registry.reference("programs/base:v1"))),
                    folder.resolve("work"));

            Path tar = folder.resolve("upon.tar");
            builder().build(plan, new ImageTarget.Tar(tar, "local.test/upon:v1"));

            OciTar image = OciTar.read(tar);
            assertThat(image.files()).containsKeys("/usr/local/bin/registry", "/usr/local/bin/sort", "/etc/passwd");
            assertThat(image.config().at("/config/Entrypoint").toString()).isEqualTo("[\"/usr/local/bin/sort\"]");
            // Those of the system are the base's to have.
            assertThat(image.files().keySet()).noneMatch(path -> path.contains("libc.so"));
        }
    }

    @Test
    void aRegistryThatAsksForALoginIsGivenOneAndItsPasswordIsInNoMessage() throws Exception {
        Certificate certificate = Certificate.make(folder);
        try (ImageServer registry = ImageServer.start(folder, certificate.certificate(), certificate.key())) {
            String name = registry.reference("programs/one:v1");

            assertThatThrownBy(() -> push(name, true, Optional.empty()))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("it answered 401")
                    .hasMessageContaining("docker login " + registry.host());
            RegistryLogin wrong = new RegistryLogin("me", "not-the-secret");
            assertThatThrownBy(() -> push(name, true, Optional.of(wrong)))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("not-the-secret");
            assertThat(wrong.toString()).contains("me").doesNotContain("not-the-secret");

            PackedImage pushed = push(name, true, Optional.of(new RegistryLogin("me", "secret")));
            Path dockers = Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"" + registry.host() + "\":{\"auth\":\"" + ImageServer.LOGIN + "\"}}}");
            PackedImage again = new ImageBuilder(folder.resolve("cache"), List.of(dockers))
                    .build(plan(), new ImageTarget.Registry(name, true, Optional.empty()));

            assertThat(again.digest()).isEqualTo(pushed.digest());
        }
    }

    @Test
    void noPasswordIsSentOverPlainHttp() throws Exception {
        try (ImageServer registry = ImageServer.start(folder, true)) {
            assertThatThrownBy(() -> push(
                            registry.reference("programs/one:v1"),
                            true,
                            Optional.of(new RegistryLogin("me", "secret"))))
                    .isInstanceOf(BinaryException.class)
                    .hasMessageContaining("plain HTTP, over which no password is sent");
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String host = "127.0.0.1:" + port;

        assertThatThrownBy(() -> push(host + "/programs/one:v1", false, Optional.empty()))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("pushing the image " + host + "/programs/one:v1")
                .hasMessageContaining("an answer from the registry " + host);
    }

    private PackedImage push(String name, boolean insecure, Optional<RegistryLogin> login) {
        return builder().build(plan(), new ImageTarget.Registry(name, insecure, login));
    }

    private ImagePlan plan() {
        return ProgramImage.of(program, Optional.empty(), folder.resolve("work"));
    }

    private ImageBuilder builder() {
        return new ImageBuilder(folder.resolve("cache"), List.of());
    }
}
