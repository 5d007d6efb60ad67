package dev.orrery.service.internal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writing so that it is there after a power cut: content, then its name, each followed by what makes it last. */
public final class Disk {
    private Disk() {}

    /** A new file for its owner's eyes alone, open for writing. */
    public static FileChannel create(Path file) throws IOException {
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
    }

    /** Moves a file whose content is on the disk already, replacing what has that name, and makes the move last. */
    public static void publish(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(folderOf(to));
    }

    /** Writes a small file, whole or not at all. */
    public static void write(Path file, byte[] content, Path temporary) throws IOException {
        Path beside = temporary.resolve(UUID.randomUUID().toString());
        try {
            try (FileChannel channel = create(beside)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            publish(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            syncFolder(folderOf(file));
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "files are in folders");
    }

    /** Makes names in a folder last. Opening a folder for reading is how POSIX systems do it; others need not. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
