package dev.orrery.binaries.internal.download;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks archives of strangers: nothing gets out of the folder, and nothing grows without end. */
public final class Archive {
    private static final long MOST_BYTES = 8L << 30;
    private static final int MOST_FILES = 20_000;

    private final Path folder;
    private long bytes;
    private int files;

    private Archive(Path folder) {
        this.folder = folder;
    }

    /** The archive is not as it should be. Never leaves this package. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String expected;
        private final String seen;

        BrokenException(String expected, String seen) {
            super(seen);
            this.expected = expected;
            this.seen = seen;
        }

        BrokenException(String expected, String seen, Throwable cause) {
            super(seen, cause);
            this.expected = expected;
            this.seen = seen;
        }

        String expected() {
            return expected;
        }

        String seen() {
            return seen;
        }
    }

    static void unpack(TarArchiveInputStream tar, Path folder) throws IOException, BrokenException {
        Archive archive = new Archive(folder);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isSymbolicLink()) {
                archive.link(entry.getName(), entry.getLinkName());
            } else if (entry.isLink()) {
                archive.copy(entry.getName(), entry.getLinkName());
            } else if (entry.isDirectory()) {
                archive.inside(entry.getName());
            } else if (entry.isFile()) {
                archive.file(entry.getName(), tar);
            } else {
                throw new BrokenException("an archive of files, folders and links", "a device: " + entry.getName());
            }
        }
    }

    static void unpack(ZipFile zip, Path folder) throws IOException, BrokenException {
        Archive archive = new Archive(folder);
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.isUnixSymlink()) {
                archive.link(entry.getName(), zip.getUnixSymlink(entry));
            } else if (entry.isDirectory()) {
                archive.inside(entry.getName());
            } else {
                try (InputStream in = zip.getInputStream(entry)) {
                    archive.file(entry.getName(), in);
                }
            }
        }
    }

    /** All plain files below the folder, and links to them, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        Path real = folder.toRealPath();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toRealPath().startsWith(real)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private Path inside(String name) throws BrokenException {
        Path place;
        try {
            place = folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new BrokenException("names that a file can have", name, e);
        }
        if (!place.startsWith(folder) || name.startsWith("/")) {
            throw new BrokenException("an archive whose files stay within it", "it writes to " + name);
        }
        if (++files > MOST_FILES) {
            throw new BrokenException("an archive of at most " + MOST_FILES + " files", "more of them");
        }
        return place;
    }

    /** A link to what is not there yet is made all the same; one out of the archive never is, so none can be followed out. */
    private void link(String name, String target) throws IOException, BrokenException {
        Path place = parentOf(inside(name));
        Path leads = place.resolveSibling(target).normalize();
        if (target.startsWith("/") || !leads.startsWith(folder)) {
            throw new BrokenException("an archive whose links stay within it", name + " leads to " + target);
        }
        Files.deleteIfExists(place);
        Files.createSymbolicLink(place, Path.of(target));
    }

    private void copy(String name, String target) throws IOException, BrokenException {
        Path from = inside(target);
        if (!Files.isRegularFile(from)) {
            throw new BrokenException("a hard link to a file before it", name + " leads to " + target);
        }
        Files.copy(from, parentOf(inside(name)));
    }

    private void file(String name, InputStream in) throws IOException, BrokenException {
        Path place = parentOf(inside(name));
        try (OutputStream out = create(place)) {
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
                if (bytes > MOST_BYTES) {
                    throw new BrokenException("an archive of at most " + (MOST_BYTES >> 30) + " GiB", "more than that");
                }
                out.write(chunk, 0, read);
            }
        }
    }

    /** A name that is there twice has its last content, as tar does it. */
    private static OutputStream create(Path place) throws IOException {
        try {
            return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            Files.delete(place);
            return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW);
        }
    }

    /** A parent may be a link that was unpacked before: it leads to a folder within, or the archive is refused. */
    private Path parentOf(Path place) throws IOException, BrokenException {
        Path parent = AtomicFiles.folder(Objects.requireNonNull(place.getParent()));
        if (!parent.toRealPath().startsWith(folder.toRealPath())) {
            throw new BrokenException("an archive whose links stay within it", place.getFileName() + " is behind one");
        }
        return place;
    }
}
