package dev.orrery.binaries.internal.cargo;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.tools.Shell;
import dev.orrery.spec.BinarySpec;
import java.nio.file.Path;
import java.util.List;

/** What a user is told when {@code cargo} fails, with cargo's own words. */
public final class CargoFailures {
    private CargoFailures() {}

    /** With the last lines of the build's log. */
    static BinaryException of(BinarySpec.Crate crate, String doing, String source, List<String> tail, Path log) {
        Failure.Builder failure =
                Failure.doing(doing).where(source).seen(firstError(tail)).log(log, tail);
        switch (CargoProblem.of(String.join("\n", tail))) {
            case OFFLINE ->
                failure.expected("an answer from the crate registry")
                        .hint("check the network and cargo's configuration; what was built so far is kept");
            case NOT_FOUND ->
                failure.expected("a published crate " + crate.name() + " with version " + crate.version())
                        .hint("check the name and the version; this shows the newest one")
                        .command("cargo info " + Shell.quote(crate.name()));
            case NO_PROGRAM ->
                failure.expected(crate.bin()
                                .map(bin -> "a program " + bin + " in the crate")
                                .orElse("a crate with a program"))
                        .hint("correct `bin:`, or name another crate: cargo's words list what there is");
            case NO_FEATURE ->
                failure.expected("features that the crate has, besides its default ones: " + crate.features())
                        .hint("correct `features:`");
            case RUST_TOO_OLD ->
                failure.expected("a Rust that is new enough for the crate")
                        .hint("get a newer Rust")
                        .command("rustup update stable");
            case NATIVE_PART_MISSING ->
                failure.expected("the libraries and tools that the crate needs besides Rust")
                        .hint("install what cargo misses, take a version that needs less, or give a ready program with"
                                + " `path:`");
            case NO_SPACE ->
                failure.expected("room on the disk for the build: 2 GB are enough for a relayer")
                        .hint("free some space; Orrery's own cache folder is a candidate");
            case OTHER -> failure.expected("cargo to succeed").hint("the log has all that it printed");
        }
        return new BinaryException(failure.build());
    }

    /** The line that begins with {@code error}, with the cause that cargo puts below it. */
    private static String firstError(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("error")) {
                String error = lines.get(i).strip();
                int cause = lines.indexOf("Caused by:");
                return cause > i && cause + 1 < lines.size()
                        ? error + " … " + lines.get(cause + 1).strip()
                        : error;
            }
        }
        return lines.isEmpty() ? "nothing printed" : lines.getLast().strip();
    }
}
