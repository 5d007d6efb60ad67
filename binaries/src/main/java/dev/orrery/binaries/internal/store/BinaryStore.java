package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Built binaries by content, and which of them a source gave last. A file is trusted only while its content is right. */
public final class BinaryStore {
    private final CacheLayout cache;
    private final HashMemory hashes;

    public BinaryStore(CacheLayout cache, HashMemory hashes) {
        this.cache = cache;
        this.hashes = hashes;
    }

    /** The binary that was put under this key, if it is still there and unchanged; one that was changed is deleted. */
    Optional<Binary> find(String key, String source) throws IOException {
        Path index = cache.index(key);
        if (!Files.exists(index)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(index).split("\n", -1);
        if (lines.length < 3) {
            return Optional.empty();
        }
        Path file = cache.binary(lines[0], lines[1]);
        if (!holds(file, lines[0])) {
            return Optional.empty();
        }
        // When it was last used is what pruning goes by.
        index.toFile().setLastModified(System.currentTimeMillis());
        return Optional.of(new Binary(file, lines[0], source));
    }

    /** Takes a finished file over: moves it to its place, which it may have already. */
    public Binary put(String key, Path built, String sha256, String name, String source) throws IOException {
        Path place = cache.binary(sha256, name);
        if (!holds(place, sha256)) {
            CacheLayout.makeParent(place);
            Files.move(built, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            hashes.remember(place, sha256);
        }
        AtomicFiles.write(cache.index(key), String.join("\n", sha256, name, source, ""));
        return new Binary(place, sha256, source);
    }

    /** As {@link #put}, with all that stands beside the program in its folder. */
    public Binary putFolder(String key, Path program, String source) throws IOException {
        String sha256 = hashes.sha256(program);
        String name = program.getFileName().toString();
        Path place = cache.binary(sha256, name);
        Path folder = Objects.requireNonNull(place.getParent());
        if (!holds(place, sha256)) {
            AtomicFiles.deleteTree(folder);
            CacheLayout.makeParent(folder);
            Files.move(Objects.requireNonNull(program.getParent()), folder, StandardCopyOption.ATOMIC_MOVE);
        }
        AtomicFiles.write(cache.index(key), String.join("\n", sha256, name, source, ""));
        return new Binary(place, sha256, source);
    }

    private boolean holds(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (hashes.sha256(file).equals(sha256) && Files.isExecutable(file) && holdsParts(file)) {
            return true;
        }
        Files.delete(file);
        return false;
    }

    private boolean holdsParts(Path file) throws IOException {
        for (Launcher.Part part : Launcher.parts(file).orElse(List.of())) {
            Path place = file.resolveSibling(Launcher.PARTS).resolve(part.name());
            if (!Files.isRegularFile(place) || !hashes.sha256(place).equals(part.sha256())) {
                return false;
            }
        }
        return true;
    }
}
