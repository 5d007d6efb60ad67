package dev.orrery.binaries.internal.download;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.internal.programs.ProgramHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Takes a program out of what was downloaded. What it is, its first bytes tell: a zip file, a tar file, either of them
 * or a program compressed by gzip, or the program itself.
 *
 * @param folder empty, for what is unpacked
 * @param source which binary, for messages
 */
public record Unpacking(Path folder, String source) {
    private static final int HEAD = 512;
    /** Where a tar file says that it is one (POSIX, ustar). */
    private static final int USTAR = 257;

    private static final int SHOWN = 20;

    /**
     * The program, executable by its owner.
     *
     * @param name what it is called if the file is the program itself, and none is wanted
     * @param wanted its path or its name
     * @throws BinaryException if the archive is broken or reaches out of itself, or has none or several
     */
    Path program(Path file, String name, Optional<String> wanted) throws IOException {
        Path unpacked = AtomicFiles.folder(folder.resolve("unpacked"));
        boolean archive;
        try {
            archive = unpack(file, unpacked, lastName(wanted.orElse(name)));
        } catch (Archive.BrokenException e) {
            throw new BinaryException(
                    failure().expected(e.expected()).seen(e.seen()).build(), e);
        }
        List<Path> files = Archive.files(unpacked);
        Path program = (archive ? choose(unpacked, files, wanted) : files.getFirst()).toRealPath();
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    /** Whether it was an archive. */
    private static boolean unpack(Path file, Path to, String name) throws IOException, Archive.BrokenException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] head = head(in);
            if (begins(head, 'P', 'K', 3, 4)) {
                try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
                    Archive.unpack(zip, to);
                }
                return true;
            }
            if (begins(head, 0x1f, 0x8b)) {
                return unpackStream(
                        new BufferedInputStream(new GzipCompressorInputStream(in, true)), to, plainName(name));
            }
            return unpackStream(in, to, name);
        } catch (IOException e) {
            // Reading and writing fail with the same exception; what the disk says has no better words.
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
            throw new Archive.BrokenException(
                    "an archive that can be read", e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static boolean unpackStream(InputStream in, Path to, String name)
            throws IOException, Archive.BrokenException {
        byte[] head = head(in);
        if (head.length > USTAR + 5 && new String(head, USTAR, 5, StandardCharsets.US_ASCII).equals("ustar")) {
            Archive.unpack(new TarArchiveInputStream(in), to);
            return true;
        }
        Files.copy(in, to.resolve(name));
        return false;
    }

    private Path choose(Path unpacked, List<Path> files, Optional<String> wanted) throws IOException {
        if (wanted.isPresent()) {
            String path = wanted.get().replaceFirst("^(\\./)+|^/+", "");
            List<Path> meant = files.stream()
                    .filter(file -> unpacked.relativize(file).toString().equals(path))
                    .toList();
            if (meant.isEmpty() && !path.contains("/")) {
                meant = files.stream()
                        .filter(file -> file.getFileName().toString().equals(path))
                        .toList();
            }
            if (meant.size() == 1) {
                return meant.getFirst();
            }
            List<String> all = names(unpacked, meant.isEmpty() ? files : meant);
            throw new BinaryException(failure()
                    .expected("one file " + wanted.get())
                    .seen((meant.isEmpty() ? "none; it has " : "several: ") + shown(all))
                    .hint("correct `file:`"
                            + NearMiss.of(path, all)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""))
                    .build());
        }
        List<Path> programs = new ArrayList<>();
        for (Path file : files) {
            boolean library = file.getFileName().toString().matches(".*\\.(so|dylib)(\\.[0-9.]+)?");
            if (!library && !(ProgramHeader.of(file) instanceof ProgramHeader.Unknown)) {
                programs.add(file);
            }
        }
        if (programs.size() == 1) {
            return programs.getFirst();
        }
        List<String> names = names(unpacked, programs.isEmpty() ? files : programs);
        throw new BinaryException(failure()
                .expected("one program in the archive")
                .seen((programs.isEmpty() ? "none; it has " : "several: ") + shown(names))
                .hint(
                        programs.isEmpty()
                                ? "take the archive that holds the program for this machine"
                                : "say which one: file: " + names.getFirst())
                .build());
    }

    private Failure.Builder failure() {
        return Failure.doing("unpacking the download").where(source);
    }

    private static List<String> names(Path unpacked, List<Path> files) {
        return files.stream().map(file -> unpacked.relativize(file).toString()).toList();
    }

    private static String shown(List<String> names) {
        if (names.isEmpty()) {
            return "no files";
        }
        Stream<String> first = names.stream().limit(SHOWN);
        return String.join(", ", first.toList()) + (names.size() > SHOWN ? ", …" : "");
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String plainName(String name) {
        return name.endsWith(".gz") && name.length() > 3 ? name.substring(0, name.length() - 3) : name;
    }

    private static byte[] head(InputStream in) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return head;
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (head.length <= i || Byte.toUnsignedInt(head[i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
