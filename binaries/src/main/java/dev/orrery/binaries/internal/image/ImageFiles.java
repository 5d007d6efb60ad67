package dev.orrery.binaries.internal.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The files of an image: its layers one over the other, with their whiteouts (OCI image specification, "Image Layer
 * Filesystem Changeset"). Nothing is unpacked but what is asked for. Paths have no slash before them.
 */
public final class ImageFiles implements Closeable {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** As many links as Linux follows. */
    private static final int MOST_LINKS = 40;

    private record Found(TarFile layer, TarArchiveEntry entry) {}

    private final TreeMap<String, Found> files = new TreeMap<>();
    private final List<TarFile> layers = new ArrayList<>();

    /** Puts a layer, an uncompressed tar file, over those that are there. */
    void add(Path tar) throws IOException {
        TarFile layer = new TarFile(tar);
        layers.add(layer);
        for (TarArchiveEntry entry : layer.getEntries()) {
            String path = plain(entry.getName());
            String name = lastName(path);
            String folder = path.substring(0, path.length() - name.length());
            if (name.equals(OPAQUE)) {
                remove(folder);
            } else if (name.startsWith(WHITEOUT)) {
                String gone = folder + name.substring(WHITEOUT.length());
                files.remove(gone);
                remove(gone + "/");
            }
        }
        for (TarArchiveEntry entry : layer.getEntries()) {
            String path = plain(entry.getName());
            if (!lastName(path).startsWith(WHITEOUT) && !path.isEmpty()) {
                if (!entry.isDirectory()) {
                    remove(path + "/");
                }
                files.put(path, new Found(layer, entry));
            }
        }
    }

    /** The path of the plain file that this path leads to, through whatever links. */
    Optional<String> resolve(String path) {
        Deque<String> todo = new ArrayDeque<>(List.of(plain(path).split("/", -1)));
        Deque<String> done = new ArrayDeque<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String step = todo.pop();
            if (step.isEmpty() || step.equals(".")) {
                continue;
            }
            if (step.equals("..")) {
                done.pollLast();
                continue;
            }
            done.addLast(step);
            Found found = files.get(String.join("/", done));
            boolean hard = found != null && found.entry().isLink();
            if (found == null || !(found.entry().isSymbolicLink() || hard)) {
                continue;
            }
            if (++links > MOST_LINKS) {
                return Optional.empty();
            }
            done.removeLast();
            String target = found.entry().getLinkName();
            if (hard || target.startsWith("/")) {
                done.clear();
            }
            List<String> steps = List.of(target.split("/", -1));
            for (int i = steps.size() - 1; i >= 0; i--) {
                todo.push(steps.get(i));
            }
        }
        String end = String.join("/", done);
        Found found = files.get(end);
        return found != null && found.entry().isFile() ? Optional.of(end) : Optional.empty();
    }

    /** The paths of all plain files and links whose path is of that kind. */
    List<String> matching(Predicate<String> kind) {
        return files.entrySet().stream()
                .filter(entry -> !entry.getValue().entry().isDirectory() && kind.test(entry.getKey()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** Copies a plain file, by the path that {@link #resolve} gave. */
    void copy(String path, Path to) throws IOException {
        Found found = files.get(path);
        if (found == null) {
            throw new java.nio.file.NoSuchFileException(path);
        }
        try (InputStream in = found.layer().getInputStream(found.entry())) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void remove(String folder) {
        if (folder.isEmpty()) {
            files.clear();
        } else {
            files.subMap(folder, folder + Character.MAX_VALUE).clear();
        }
    }

    private static String plain(String path) {
        return path.replaceFirst("^(\\.?/)+", "").replaceFirst("^\\.$", "").replaceFirst("/+$", "");
    }

    public static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws IOException {
        for (TarFile layer : layers) {
            layer.close();
        }
    }
}
