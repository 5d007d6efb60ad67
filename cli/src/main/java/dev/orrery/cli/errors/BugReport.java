package dev.orrery.cli.errors;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.OrreryException;
import dev.orrery.binaries.OrreryCache;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;

/** What becomes of an exception that nobody threw on purpose: its trace goes to a file, its name to the user. */
final class BugReport {
    private BugReport() {}

    static Failure write(Throwable thrown) {
        String seen = thrown.getClass().getName()
                + (thrown.getMessage() == null
                        ? ""
                        : ": " + thrown.getMessage().lines().findFirst().orElse(""));
        Failure.Builder failure = Failure.doing("running this command").seen(seen);
        Path file = OrreryCache.standard()
                .root()
                .resolve("bugs")
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
}
