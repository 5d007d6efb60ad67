package dev.orrery.binaries.internal.programs;

import java.util.Locale;

/**
 * An operating system and a processor, in the words of {@code GOOS} and {@code GOARCH}.
 *
 * @param os {@code linux}, {@code darwin}
 * @param arch {@code amd64}, {@code arm64}
 */
public record Machine(String os, String arch) {
    /** The machine that this JVM runs on. */
    public static Machine current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** From Java's own names. */
    public static Machine of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        return new Machine(
                os.startsWith("mac") || os.startsWith("darwin") ? "darwin" : os.startsWith("linux") ? "linux" : os,
                switch (arch) {
                    case "x86_64", "amd64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                });
    }

    /** Whether a program for the other machine runs here. Rosetta runs Intel programs on Apple's own processors. */
    boolean runs(Machine program) {
        return equals(program)
                || (equals(new Machine("darwin", "arm64")) && program.equals(new Machine("darwin", "amd64")));
    }

    /** {@code Linux on x86_64}. */
    public String describe() {
        return osName() + " on " + archName();
    }

    String osName() {
        return switch (os) {
            case "linux" -> "Linux";
            case "darwin" -> "macOS";
            case "windows" -> "Windows";
            default -> os;
        };
    }

    /** The processor as {@code uname -m} calls it on Linux. */
    public String processor() {
        return switch (arch) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> arch;
        };
    }

    public String archName() {
        return arch.equals("amd64") ? "x86_64" : arch;
    }
}
