package dev.orrery.binaries.internal.git;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.BinaryException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.NearMiss;
import dev.orrery.binaries.internal.store.Steps;
import dev.orrery.binaries.internal.store.UnreachableException;
import dev.orrery.binaries.internal.tools.Command;
import dev.orrery.binaries.internal.tools.Shell;
import dev.orrery.binaries.internal.tools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is asked of {@code git}. */
public record GitCheckout(Tool tool, Steps steps) {
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration ASKING = Duration.ofMinutes(1);
    private static final String TAGS = "refs/tags/";
    private static final String HEADS = "refs/heads/";
    /** What git appends to an annotated tag, for the commit that it is of. */
    private static final String PEELED = "^{}";

    /**
     * The commit of a tag or, if there is none of that name, of a branch.
     *
     * @throws UnreachableException if the repository doesn't answer
     * @throws BinaryException if it has neither
     */
    String commitOf(String repository, String ref) throws UnreachableException {
        Command.Result result = git("asking for " + ref, Path.of("/"), ASKING, "ls-remote", "--", repository);
        if (!result.succeeded()) {
            throw new UnreachableException(unreachable(repository, result));
        }
        Map<String, String> commits = new TreeMap<>();
        result.out().stream()
                .map(line -> line.split("\t", 2))
                .filter(columns -> columns.length == 2)
                .forEach(columns -> commits.put(columns[1], columns[0]));
        for (String name : List.of(TAGS + ref + PEELED, TAGS + ref, HEADS + ref, ref)) {
            String commit = commits.get(name);
            if (commit != null) {
                return commit;
            }
        }
        List<String> names = commits.keySet().stream()
                .filter(name -> !name.endsWith(PEELED) && (name.startsWith(TAGS) || name.startsWith(HEADS)))
                .map(name -> name.substring(name.indexOf('/', "refs/".length()) + 1))
                .toList();
        throw new BinaryException(Failure.doing("asking for " + ref)
                .where(steps.source())
                .expected("a tag or a branch " + ref + " of " + repository)
                .seen(names.size() + " others")
                .hint(NearMiss.of(ref, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("correct `ref:`; a commit has to be written in full"))
                .build());
    }

    /**
     * Checks a commit out, with its submodules, and with the tag that it was asked for by, since builds take their version
     * from it.
     *
     * @throws BinaryException if the repository doesn't answer, or has no such commit
     */
    void checkOut(String repository, String commit, String ref, Path folder) {
        steps.step("fetching " + commit.substring(0, 12));
        AtomicFiles.folder(folder);
        must(repository, git("preparing a checkout", folder, ASKING, "init", "--quiet"));
        must(repository, git("preparing a checkout", folder, ASKING, "remote", "add", "--", "origin", repository));
        // Many servers give single commits; from the others everything is fetched.
        if (!git("fetching", folder, PATIENCE, "fetch", "--quiet", "--depth=1", "origin", commit)
                .succeeded()) {
            must(
                    repository,
                    git(
                            "fetching",
                            folder,
                            PATIENCE,
                            "fetch",
                            "--quiet",
                            "--tags",
                            "origin",
                            "+" + HEADS + "*:refs/remotes/origin/*"));
        }
        Command.Result result =
                git("checking out " + commit, folder, PATIENCE, "checkout", "--quiet", "--detach", commit);
        if (!result.succeeded()) {
            checkDisk("checking out " + commit, result);
            throw new BinaryException(Failure.doing("checking out " + commit)
                    .where(steps.source())
                    .expected("that commit on a branch or a tag of " + repository)
                    .seen(lastLine(result))
                    .hint("correct `ref:`")
                    .build());
        }
        if (!ref.equals(commit)) {
            git("naming the checkout", folder, ASKING, "tag", "--force", ref, commit);
        }
        if (Files.exists(folder.resolve(".gitmodules"))) {
            steps.step("fetching submodules");
            must(
                    repository,
                    git(
                            "fetching submodules",
                            folder,
                            PATIENCE,
                            "submodule",
                            "--quiet",
                            "update",
                            "--init",
                            "--recursive"));
        }
    }

    private Command.Result git(String doing, Path folder, Duration patience, String... arguments) {
        return tool.command(doing, steps.source(), folder, Map.of(), List.of(arguments))
                .run(Deadline.after(patience));
    }

    private void must(String repository, Command.Result result) {
        if (!result.succeeded()) {
            checkDisk("fetching from the git repository", result);
            throw new BinaryException(unreachable(repository, result));
        }
    }

    /** A disk that is full is in what git prints, but not in its last words. */
    private void checkDisk(String doing, Command.Result result) {
        result.tail().stream()
                .filter(line -> line.contains("No space left on device"))
                .findFirst()
                .ifPresent(line -> {
                    throw new BinaryException(Failure.doing(doing)
                            .where(steps.source())
                            .expected("room on the disk for the repository")
                            .seen(line.strip())
                            .hint("free some space, or move Orrery's cache with ORRERY_CACHE")
                            .build());
                });
    }

    private Failure unreachable(String repository, Command.Result result) {
        return Failure.doing("fetching from the git repository")
                .where(steps.source())
                .expected("an answer from " + repository)
                .seen(lastLine(result))
                .hint("check the address and the network; where it needs a login, git must have one that needs no"
                        + " typing")
                .command("git ls-remote " + Shell.quote(repository))
                .build();
    }

    private static String lastLine(Command.Result result) {
        return result.tail().stream()
                .filter(line -> line.startsWith("fatal:") || line.startsWith("error:"))
                .reduce((first, second) -> second)
                .or(() -> result.tail().stream().reduce((first, second) -> second))
                .orElse("git ended with status " + result.status());
    }
}
