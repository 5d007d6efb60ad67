package dev.orrery.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Files that are whole or absent: written beside their place and moved into it. */
public final class AtomicFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** Far more than a race can lose, but an end where the file system refuses for good, as /proc does. */
    private static final int FOLDER_ATTEMPTS = 100;

    private AtomicFiles() {}

    /**
     * Writes a file that others may read.
     *
     * @throws HostException if the disk is full or the place cannot be written
     */
    public static void write(Path file, byte[] content) {
        write(file, content, false);
    }

    /** As {@link #write(Path, byte[])}, in UTF-8. */
    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * Writes a file that only its owner may read (mode 0600 from the moment it exists), for keys, tokens and mnemonics.
     *
     * @throws HostException if the disk is full or the place cannot be written
     */
    public static void writeSecret(Path file, byte[] content) {
        write(file, content, true);
    }

    /** Makes the folder and those above it, even while others remove and make the same ones. */
    public static Path folder(Path folder) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createDirectories(folder);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                boolean inTheWay = e instanceof FileAlreadyExistsException
                        && Files.exists(Path.of(e.getFile()), LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(Path.of(e.getFile()));
                if (inTheWay || attempt == FOLDER_ATTEMPTS) {
                    throw refused("making the folder", folder, e);
                }
            } catch (IOException e) {
                throw refused("making the folder", folder, e);
            }
        }
    }

    /** Deletes a folder and everything in it; links are deleted, not followed. Nothing happens if it is not there. */
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw refused("deleting", folder, e);
        } catch (UncheckedIOException e) {
            throw refused("deleting", folder, e);
        }
    }

    private static void write(Path file, byte[] content, boolean secret) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            FileAttribute<?>[] mode = POSIX && secret
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                    : new FileAttribute<?>[0];
            Path beside = Files.createFile(
                    folder.resolve("." + file.getFileName() + "." + Long.toHexString(System.nanoTime())), mode);
            try {
                Files.write(beside, content);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw refused("writing", file, e);
        }
    }

    /** What to throw when the file system refused something: says whether the disk is full or the place not writable. */
    public static HostException refused(String doing, Path place, Exception e) {
        String words = String.valueOf(e.getMessage());
        Failure.Builder failure =
                Failure.doing(doing + " " + place).seen(e.getClass().getSimpleName() + ": " + words);
        if (words.contains("No space left") || words.contains("Disk quota")) {
            failure.hint("free some space on the disk that holds "
                    + place.toAbsolutePath().getParent());
        } else {
            failure.hint("check that this user may write there");
        }
        return new HostException(failure.build(), e);
    }
}
