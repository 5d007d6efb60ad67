package dev.orrery.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.BinaryException;
import dev.orrery.binaries.internal.Tools;
import dev.orrery.binaries.internal.programs.Machine;
import dev.orrery.binaries.internal.store.Hashes;
import dev.orrery.spec.BinarySpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
    @TempDir
    Path folder;

    private Binaries binaries;

    @BeforeEach
    void onLinuxOnIntel() {
        binaries = new Binaries(
                OrreryCache.at(folder.resolve("cache")),
                new Machine("linux", "amd64"),
                Tools.ofThisMachine().withGo(source -> {
                    throw new AssertionError("a path: needs no Go");
                }));
    }

    @Test
    void isTakenAsItIs() throws IOException {
        Path gaiad = program("gaiad", elf(0x3e));

        Binary binary = get(gaiad);

        assertThat(binary.executable()).isEqualTo(gaiad);
        assertThat(binary.sha256()).isEqualTo(Hashes.of(gaiad));
        assertThat(binary.source()).isEqualTo("path: " + gaiad);
    }

    @Test
    void mayBeAScript() throws IOException {
        assertThat(get(program("gaiad", "#!/bin/sh\nexec true\n".getBytes())).sha256())
                .hasSize(64);
    }

    @Test
    void thatIsMissingIsToldWithTheNameThatWasMeant() throws IOException {
        program("gaiad", elf(0x3e));

        assertThatThrownBy(() -> get(folder.resolve("giaad")))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("no such file")
                .hasMessageContaining("did you mean " + folder.resolve("gaiad") + "?");
        assertThatThrownBy(() -> get(folder.resolve("build/gaiad")))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("the folder " + folder.resolve("build") + " does not exist");
    }

    @Test
    void mayNotBeALinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("gaiad"), folder.resolve("gone"));

        assertThatThrownBy(() -> get(link))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("a link that points to nothing");
    }

    @Test
    void mayNotBeAFolder() throws IOException {
        Path build = Files.createDirectory(folder.resolve("build"));
        Path gaiad = program("build/gaiad", elf(0x3e));

        assertThatThrownBy(() -> get(build))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining(build + " is a folder")
                .hasMessageContaining("did you mean " + gaiad + "?");
    }

    @Test
    void mustBeExecutable() throws IOException {
        Path gaiad = Files.write(folder.resolve("gaiad"), elf(0x3e));

        assertThatThrownBy(() -> get(gaiad))
                .isInstanceOfSatisfying(
                        BinaryException.class,
                        e -> assertThat(e.failure().command()).contains("chmod +x " + gaiad));
    }

    @Test
    void mustBeForThisProcessor() throws IOException {
        Path gaiad = program("gaiad", elf(0xb7));

        assertThatThrownBy(() -> get(gaiad))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is for arm64, this machine is x86_64");
    }

    @Test
    void mustBeForThisOperatingSystem() throws IOException {
        Path gaiad = program("gaiad", machO(0x0100000c));

        assertThatThrownBy(() -> get(gaiad))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is for macOS on arm64, this machine runs Linux on x86_64");
    }

    @Test
    void forIntelRunsOnAnApple() throws IOException {
        Binaries onApple = new Binaries(
                OrreryCache.at(folder.resolve("cache")), Machine.of("Mac OS X", "aarch64"), Tools.ofThisMachine());
        Path gaiad = program("gaiad", machO(0x01000007));

        assertThat(onApple.get(new BinarySpec.Executable(gaiad), BuildProgress.SILENT)
                        .executable())
                .isEqualTo(gaiad);
    }

    @Test
    void mustBeAProgram() throws IOException {
        Path empty = program("empty", new byte[0]);
        Path text = program("text", "this is the wrong file, sorry\n".getBytes());

        assertThatThrownBy(() -> get(empty))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining(empty + " is empty");
        assertThatThrownBy(() -> get(text))
                .isInstanceOf(BinaryException.class)
                .hasMessageContaining("is neither a program nor a script that starts with #!");
    }

    @Test
    void isReadOnceAsLongAsItsTimeAndSizeStay() throws IOException {
        Path gaiad = program("gaiad", elf(0x3e));
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        Files.setLastModifiedTime(gaiad, yesterday);
        String first = get(gaiad).sha256();

        byte[] other = elf(0x3e);
        other[30] = 1;
        Files.write(gaiad, other);
        assertThat(get(gaiad).sha256()).as("changed now").isNotEqualTo(first);

        Files.setLastModifiedTime(gaiad, yesterday);
        String second = get(gaiad).sha256();
        other[30] = 2;
        Files.write(gaiad, other);
        Files.setLastModifiedTime(gaiad, yesterday);
        assertThat(get(gaiad).sha256()).as("not read again").isEqualTo(second);
    }

    private Binary get(Path file) {
        return binaries.get(new BinarySpec.Executable(file), BuildProgress.SILENT);
    }

    private Path program(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The first 64 bytes of a 64-bit little-endian ELF program. */
    static byte[] elf(int machine) {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        header.putShort(16, (short) 2).putShort(18, (short) machine);
        return header.array();
    }

    private static byte[] machO(int processor) {
        ByteBuffer header = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        return header.putInt(0xfeedfacf).putInt(processor).array();
    }
}
