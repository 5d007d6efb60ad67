package dev.orrery.binaries.internal.go;

import dev.orrery.base.BinaryException;
import dev.orrery.base.Failure;
import dev.orrery.binaries.internal.tools.Command;
import java.nio.file.Path;
import java.util.List;

/** What a user is told when {@code go} fails, with go's own words. */
public final class GoFailures {
    private GoFailures() {}

    /** Without a log. */
    static BinaryException of(String doing, String source, String words) {
        return new BinaryException(
                explain(Failure.doing(doing).where(source), words).build());
    }

    /** With the last lines of the build's log. */
    static BinaryException ofBuild(String doing, String source, Command.Result result, Path log) {
        Failure.Builder failure = explain(Failure.doing(doing).where(source), result.errors());
        return new BinaryException(failure.log(log, result.tail()).build());
    }

    private static Failure.Builder explain(Failure.Builder failure, String words) {
        switch (GoProblem.of(words)) {
            case GO_TOO_OLD ->
                failure.expected("a Go that is new enough for the module")
                        .seen(lineWith("requires go", words))
                        .hint("install a newer Go (https://go.dev/dl), or let it fetch one by itself: set"
                                + " GOTOOLCHAIN=auto");
            case NO_SPACE ->
                failure.expected("room on the disk for the build")
                        .seen(lineWith("no space left", words))
                        .hint("free some space; `go clean -cache` and Orrery's own cache folder are candidates");
            case OFFLINE, REPOSITORY_UNREACHABLE ->
                failure.expected("an answer from the Go module proxy")
                        .seen(firstError(words))
                        .hint("check the network and `go env GOPROXY`; what was built so far is kept");
            default -> {
                failure.expected("go to succeed").seen(firstError(words));
                if (words.contains("replacement directory")) {
                    failure.hint("this module only builds inside its repository: clone that, and give the folder with"
                            + " `go:`");
                } else if (words.contains("build constraints exclude all Go files")) {
                    failure.hint("this program probably has C code in it, which is off here: write `cgo: true` beside"
                            + " `go:`");
                }
            }
        }
        return failure;
    }

    private static String lineWith(String part, String words) {
        return words.lines()
                .filter(line -> line.contains(part))
                .map(GoProblem::oneLine)
                .findFirst()
                .orElseGet(() -> GoProblem.oneLine(words));
    }

    /** {@code go build -v} prints each package as it compiles; errors stand below a line that starts with {@code #}. */
    private static String firstError(String words) {
        List<String> lines = words.lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("# ")) {
                return lines.get(i + 1).strip();
            }
        }
        return lines.stream()
                .filter(line -> line.contains(" ") && !line.startsWith("go: downloading"))
                .findFirst()
                .map(GoProblem::oneLine)
                .orElse(lines.isEmpty() ? "nothing printed" : lines.getLast());
    }
}
