package dev.orrery.cli;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** What becomes of an exception that nobody threw on purpose: its trace goes to a file, its name to the user. */
final class BugReport {
    private BugReport() {}

    static Failure write(Throwable thrown) {
        String seen = thrown.getClass().getName()
                + (thrown.getMessage() == null
                        ? ""
                        : ": " + thrown.getMessage().lines().findFirst().orElse(""));
        Failure.Builder failure = Failure.doing("running this command").seen(seen);
        Path file = folder(System.getenv(), System.getProperty("user.home", "."))
                .resolve("orrery-" + Instant.now().toString().replace(':', '-') + "-"
                        + ProcessHandle.current().pid() + ".log");
        try {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            AtomicFiles.write(file, trace.toString());
            failure.hint("this is a bug in Orrery: please report it with " + file);
        } catch (OrreryException e) {
            failure.hint("this is a bug in Orrery: please report it");
        }
        return failure.build();
    }

    static Path folder(Map<String, String> env, String home) {
        String cache = env.getOrDefault("ORRERY_CACHE", "");
        if (!cache.isEmpty()) {
            return Path.of(cache, "bugs");
        }
        String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg))
                .resolve("orrery")
                .resolve("bugs");
    }
}
