package dev.orrery.binaries.internal.store;

import dev.orrery.base.AtomicFiles;
import dev.orrery.binaries.OrreryCache;
import java.nio.file.Path;

/** Where things are in a cache. */
public record CacheLayout(Path root) {
    public CacheLayout(OrreryCache cache) {
        this(cache.root());
    }

    public Path binaries() {
        return root.resolve("binaries");
    }

    /** Binaries by content: {@code binaries/<sha256>/<name>}. */
    public Path binary(String sha256, String name) {
        return binaries().resolve(sha256).resolve(name);
    }

    public Path index() {
        return root.resolve("index");
    }

    /** Which binary a source gave last: one small file per source. */
    public Path index(String key) {
        return index().resolve(key);
    }

    /** What {@code latest} or a branch meant last. */
    public Path resolution(String key) {
        return root.resolve("resolved").resolve(key);
    }

    /** Which content a file had when it was last read. */
    public Path remembered(String key) {
        return root.resolve("hashes").resolve(key);
    }

    /** What the binary with this content says of itself. */
    public Path facts(String sha256) {
        return root.resolve("facts").resolve(sha256);
    }

    /** What {@code go build} last wrote for a folder of the user, so that it need not link again. */
    public Path folderOutput(String key) {
        return root.resolve("folders").resolve(key);
    }

    /** What {@code cargo} has compiled of a program that is not finished, so that it need not compile it again. */
    public Path crateTarget(String key) {
        return root.resolve("crates").resolve(key);
    }

    public Path downloads() {
        return root.resolve("downloads");
    }

    /** What came so far of a file with this checksum. */
    public Path download(String sha256) {
        return downloads().resolve(sha256);
    }

    /** Where unfinished things live, by the key of their lock. */
    public Path work() {
        return root.resolve("work");
    }

    public Path lock(String key) {
        return root.resolve("locks").resolve(key);
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public static void makeParent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            AtomicFiles.folder(parent);
        }
    }
}
