package dev.orrery.binaries.internal.programs;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What the first bytes of a file say about who can run it: ELF (System V ABI, chapter 4), Mach-O and universal Mach-O
 * ({@code mach-o/loader.h}, {@code mach-o/fat.h}), or a script.
 */
public sealed interface ProgramHeader {
    /** A program for one or several machines. */
    record Native(Set<Machine> machines) implements ProgramHeader {}

    /** Starts with {@code #!}. */
    record Script() implements ProgramHeader {}

    /** Neither; says what it is instead. */
    record Unknown(String what) implements ProgramHeader {}

    static ProgramHeader of(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return of(ByteBuffer.wrap(in.readNBytes(512)));
        }
    }

    static ProgramHeader of(ByteBuffer bytes) {
        if (bytes.limit() == 0) {
            return new Unknown("is empty");
        }
        if (bytes.limit() >= 2 && bytes.get(0) == '#' && bytes.get(1) == '!') {
            return new Script();
        }
        if (bytes.limit() >= 2 && bytes.get(0) == 'M' && bytes.get(1) == 'Z') {
            return new Native(Set.of(new Machine("windows", "amd64")));
        }
        if (bytes.limit() < 20) {
            return new Unknown("is neither a program nor a script that starts with #!");
        }
        return switch (bytes.order(ByteOrder.BIG_ENDIAN).getInt(0)) {
            case 0x7f454c46 -> new Native(Set.of(elf(bytes)));
            case 0xcffaedfe, 0xcefaedfe ->
                new Native(Set.of(mach(bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(4))));
            case 0xcafebabe -> universal(bytes);
            case 0x213c6172 -> new Unknown("is a Go or C library, not a program");
            default -> new Unknown("is neither a program nor a script that starts with #!");
        };
    }

    private static Machine elf(ByteBuffer bytes) {
        bytes.order(bytes.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int machine = Short.toUnsignedInt(bytes.getShort(18));
        return new Machine(
                "linux",
                switch (machine) {
                    case 0x03 -> "386";
                    case 0x14, 0x15 -> "ppc64";
                    case 0x16 -> "s390x";
                    case 0x28 -> "arm";
                    case 0x3e -> "amd64";
                    case 0xb7 -> "arm64";
                    case 0xf3 -> "riscv64";
                    default -> "ELF machine " + machine;
                });
    }

    private static Machine mach(int cpu) {
        return new Machine(
                "darwin",
                switch (cpu) {
                    case 0x01000007 -> "amd64";
                    case 0x0100000c -> "arm64";
                    default -> "Mach-O processor " + Integer.toHexString(cpu);
                });
    }

    /** Java classes have the same first four bytes; their version stands where a universal program counts its parts. */
    private static ProgramHeader universal(ByteBuffer bytes) {
        int parts = bytes.getInt(4);
        if (parts < 1 || parts > 20 || bytes.limit() < 8 + 20 * parts) {
            return new Unknown("is neither a program nor a script that starts with #!");
        }
        Set<Machine> machines = new HashSet<>();
        for (int part = 0; part < parts; part++) {
            machines.add(mach(bytes.getInt(8 + 20 * part)));
        }
        return new Native(Set.copyOf(machines));
    }
}
