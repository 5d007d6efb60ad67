package dev.orrery.binaries;

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
}
