package dev.orrery.base;

import java.nio.file.Path;
import java.util.Map;

/** Where this user's cache is: what is costly to make again, and may be deleted at any time. */
public final class UserCache {
    private UserCache() {}

    /** {@code $ORRERY_CACHE}, else {@code $XDG_CACHE_HOME/orrery}, else {@code ~/.cache/orrery}; it need not exist. */
    public static Path folder() {
        return folder(System.getenv(), home());
    }

    /** What a shell calls {@code ~}: Java itself asks the user database, whatever {@code $HOME} says. */
    public static Path home() {
        String home = System.getenv().getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /** The XDG base directory specification says that a relative {@code XDG_CACHE_HOME} is to be ignored. */
    public static Path folder(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("ORRERY_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : home.resolve(".cache")).resolve("orrery");
    }
}
