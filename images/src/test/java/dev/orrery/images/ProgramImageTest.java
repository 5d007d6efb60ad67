package dev.orrery.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.Binary;
import dev.orrery.binaries.BuildProgress;
import dev.orrery.binaries.ImageServer;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of this machine as images in files. */
@EnabledOnOs(OS.LINUX)
class ProgramImageTest {
    private static final String NAME = "registry.example.com/programs/one:v1";
    private static Binary staticProgram;

    @TempDir
    private Path folder;

    @BeforeAll
    static void have() {
        staticProgram = new Binaries(OrreryCache.standard()).get(ImageServer.PROGRAM, BuildProgress.SILENT);
    }

    @Test
    void anImageHoldsTheProgramAndStartsItAsNobody() throws IOException {
        PackedImage packed = pack(staticProgram, "first");

        OciTar image = OciTar.read(folder.resolve("first.tar"));
        assertThat(image.digest()).isEqualTo(packed.digest());
        assertThat(packed.pinned()).isEqualTo("registry.example.com/programs/one@" + packed.digest());
        assertThat(image.index()
                        .at("/manifests/0/annotations/org.opencontainers.image.ref.name")
                        .asString())
                .isEqualTo(NAME);
        assertThat(image.config().at("/config/Entrypoint").toString()).isEqualTo("[\"/usr/local/bin/registry\"]");
        assertThat(image.config().at("/config/User").asString()).isEqualTo("65532:65532");
        assertThat(image.config().at("/config/Env").toString()).contains("HOME=/home/nonroot");
        assertThat(image.config()
                        .at("/config/Labels/org.opencontainers.image.title")
                        .asString())
                .isEqualTo("registry");
        assertThat(image.config().at("/config/Labels/dev.orrery.binary.source").asString())
                .isEqualTo(ImageServer.PROGRAM.describe());
        assertThat(image.config().get("os").asString()).isEqualTo("linux");
        assertThat(image.config().get("architecture").asString())
                .isEqualTo(System.getProperty("os.arch").replace("aarch64", "arm64"));
        assertThat(image.files().keySet())
                .contains("/etc/passwd", "/etc/group", "/tmp", "/home/nonroot", "/usr/local/bin/registry");
        OciTar.File program = image.files().get("/usr/local/bin/registry");
        assertThat(program.content()).isEqualTo(Files.readAllBytes(staticProgram.executable()));
        assertThat(program.mode()).isEqualTo(0755);
        assertThat(program.owner()).isZero();
        assertThat(image.files().get("/tmp").mode()).isEqualTo(0777);
    }

    @Test
    void theSameProgramGivesTheSameBytes() throws IOException {
        pack(staticProgram, "first");
        Path copy = Files.copy(staticProgram.executable(), folder.resolve("registry"));
        copy.toFile().setLastModified(0);

        PackedImage again = pack(new Binary(copy, staticProgram.sha256(), staticProgram.source()), "second");

        assertThat(again.digest())
                .isEqualTo(OciTar.read(folder.resolve("first.tar")).digest());
        assertThat(folder.resolve("second.tar")).hasSameBinaryContentAs(folder.resolve("first.tar"));
    }

    @Test
    void aProgramThatIsLinkedBringsItsLoaderAndItsLibraries() throws Exception {
        pack(program("/bin/sort"), "linked");

        OciTar image = OciTar.read(folder.resolve("linked.tar"));
        assertThat(image.config().at("/config/Env").toString()).contains("LD_LIBRARY_PATH=/usr/local/lib/sort");
        assertThat(image.config().at("/config/Labels").toString()).doesNotContain("/bin/sort");
        Path root = Files.createDirectory(folder.resolve("root"));
        image.unpack(root);
        String loader = image.files().keySet().stream()
                .filter(path -> path.matches("/lib.*/ld-[^/]*"))
                .findFirst()
                .orElseThrow();
        // With nothing of this machine but its kernel.
        Process sorted = new ProcessBuilder(
                        root + loader,
                        "--inhibit-cache",
                        "--library-path",
                        root + "/usr/local/lib/sort",
                        root + "/usr/local/bin/sort")
                .redirectErrorStream(true)
                .start();
        try (var in = sorted.outputWriter(StandardCharsets.UTF_8)) {
            in.write("b\na\n");
        }
        assertThat(new String(sorted.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("a\nb\n");
    }

    @Test
    void aLibraryBesideTheProgramComesAlong() throws IOException {
        Path file = linkedAgainst("libX.so.6");
        Files.copy(Path.of(libc()), folder.resolve("libX.so.6"));

        pack(program(file.toString()), "beside");

        assertThat(OciTar.read(folder.resolve("beside.tar")).files()).containsKey("/usr/local/lib/sort/libX.so.6");
    }

    @Test
    void aLibraryThatIsNowhereIsNamed() throws IOException {
        Path file = linkedAgainst("libX.so.6");

        assertThatThrownBy(() -> pack(program(file.toString()), "broken"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("libX.so.6, which sort is linked against")
                .hasMessageContaining("lay it beside the program");
        assertThat(folder.resolve("broken.tar")).doesNotExist();
    }

    /** A program of this machine that asks for a library of this name instead of the C library. */
    private Path linkedAgainst(String library) throws IOException {
        String program = Files.readString(Path.of("/bin/sort"), StandardCharsets.ISO_8859_1);
        Path file = Files.writeString(
                folder.resolve("sort"), program.replace("libc.so.6", library), StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(file, Set.copyOf(Files.getPosixFilePermissions(Path.of("/bin/sort"))));
        return file;
    }

    /** Where the C library is, as this very process has it. */
    private static String libc() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .map(line -> line.replaceFirst("^[^/]*", ""))
                .filter(path -> path.endsWith("/libc.so.6"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aScriptIsNoProgram() throws IOException {
        Path script = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\nexec simd \"$@\"\n");
        script.toFile().setExecutable(true);

        assertThatThrownBy(() -> pack(program(script.toString()), "script"))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is a script, which may start anything")
                .hasMessageContaining("name the program that it starts");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        ImagePlan plan = ProgramImage.of(staticProgram, Optional.empty(), folder);

        assertThatThrownBy(() -> builder().build(plan, new ImageTarget.Tar(folder.resolve("x.tar"), "Not A Name")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("HOST/NAME:TAG")
                .hasMessageContaining("Not A Name");
    }

    @Test
    void aBaseThatIsNotThereIsNamed() {
        Path base = folder.resolve("base.tar");
        ImagePlan plan = ProgramImage.of(staticProgram, Optional.of(ImageBase.of(base.toString())), folder);

        assertThatThrownBy(() -> builder().build(plan, new ImageTarget.Tar(folder.resolve("x.tar"), NAME)))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("the base image at " + base)
                .hasMessageContaining("no such file");
    }

    private PackedImage pack(Binary binary, String name) {
        ImagePlan plan = ProgramImage.of(binary, Optional.empty(), folder.resolve(name));
        return builder().build(plan, new ImageTarget.Tar(folder.resolve(name + ".tar"), NAME));
    }

    private Binary program(String path) {
        return new Binaries(OrreryCache.standard()).get(new BinarySpec.Executable(Path.of(path)), BuildProgress.SILENT);
    }

    private ImageBuilder builder() {
        return new ImageBuilder(folder.resolve("cache"), List.of());
    }
}
