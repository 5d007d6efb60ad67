package dev.orrery.binaries;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.UserCache;
import java.nio.file.Path;

/**
 * The folder where Orrery keeps what is costly to make again: built binaries and what was asked of them. Everything in it
 * may be deleted at any time; it is made again when it is needed. Several processes may use one cache at once.
 *
 * @param root the folder, absolute; it need not exist
 */
public record OrreryCache(Path root) {
    public OrreryCache {
        root = root.toAbsolutePath().normalize();
    }

    /** The user's cache: {@code $ORRERY_CACHE}, else {@code $XDG_CACHE_HOME/orrery}, else {@code ~/.cache/orrery}. */
    public static OrreryCache standard() {
        return new OrreryCache(UserCache.folder());
    }

    /** A cache in the given folder. */
    public static OrreryCache at(Path root) {
        return new OrreryCache(root);
    }

    /** Layers of container images, and runtimes for them. */
    public Path images() {
        return root.resolve("images");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    /** Binaries by content: {@code binaries/<sha256>/<name>}. */
    Path binary(String sha256, String name) {
        return binaries().resolve(sha256).resolve(name);
    }

    Path index() {
        return root.resolve("index");
    }

    /** Which binary a source gave last: one small file per source. */
    Path index(String key) {
        return index().resolve(key);
    }

    /** What {@code latest} or a branch meant last. */
    Path resolution(String key) {
        return root.resolve("resolved").resolve(key);
    }

    /** Which content a file had when it was last read. */
    Path remembered(String key) {
        return root.resolve("hashes").resolve(key);
    }

    /** What the binary with this content says of itself. */
    Path facts(String sha256) {
        return root.resolve("facts").resolve(sha256);
    }

    /** What {@code go build} last wrote for a folder of the user, so that it need not link again. */
    Path folderOutput(String key) {
        return root.resolve("folders").resolve(key);
    }

    /** What {@code cargo} has compiled of a program that is not finished, so that it need not compile it again. */
    Path crateTarget(String key) {
        return root.resolve("crates").resolve(key);
    }

    Path downloads() {
        return root.resolve("downloads");
    }

    /** What came so far of a file with this checksum. */
    Path download(String sha256) {
        return downloads().resolve(sha256);
    }

    /** Where unfinished things live, by the key of their lock. */
    Path work() {
        return root.resolve("work");
    }

    Path lock(String key) {
        return root.resolve("locks").resolve(key);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    static void makeParent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            AtomicFiles.folder(parent);
        }
    }
}
