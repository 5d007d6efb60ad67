package dev.orrery.backend.process.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shell that stands between this JVM and a node, or a relayer. It leads a session of its own, so that Ctrl-C at the terminal does not
 * reach the node, and tells two lines: the node's pid, then, once the node has ended, its exit status. Its input is a pipe
 * from the JVM that nothing is written to: when that ends, since the JVM has ended or closed it, the whole process group is
 * killed at once. The group is killed too after the node's own end, so nothing that the node started survives it. What the
 * node writes is for its owner alone, since it may be a key.
 *
 * <p>POSIX only; {@code setsid} is replaced by Perl where it is missing, as on macOS.
 */
final class Watchdog {
    private static final String SCRIPT = """
        umask 077
        log=$1
        shift
        exec 3<&0 </dev/null 2>/dev/null
        group=/proc/$$/autogroup
        [ ! -w "$group" ] || { tries=0; until echo 10 >"$group" || [ $((tries += 1)) -gt 100 ]; do sleep 0.1; done; } >/dev/null 3<&- &
        nice -n 10 "$@" >>"$log" 2>&1 3<&- &
        node=$!
        { while read -r ignored <&3; do :; done; kill -s KILL -- "-$$" || kill -s KILL "$node" "$$"; } >/dev/null &
        exec 3<&-
        echo "$node"
        wait "$node"
        echo "$?"
        kill -s KILL -- "-$$"
        """;

    private static final List<String> NEW_SESSION = newSession();

    private Watchdog() {}

    /** The command that runs a node under the watchdog, its output going to the end of the log. */
    static List<String> command(Path log, Path executable, List<String> arguments) {
        if (NEW_SESSION.isEmpty()) {
            throw new HostException(Failure.doing("starting " + executable)
                    .expected("setsid or perl on the PATH")
                    .seen("neither")
                    .hint("install util-linux, which brings setsid")
                    .build());
        }
        List<String> command = new ArrayList<>(NEW_SESSION);
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "orrery", log.toString(), executable.toString()));
        command.addAll(arguments);
        return command;
    }

    private static List<String> newSession() {
        return onPath("setsid")
                .map(setsid -> List.of(setsid))
                .or(() -> onPath("perl")
                        .map(perl -> List.of(perl, "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127")))
                .orElse(List.of());
    }

    private static Optional<String> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/bin"
                + File.pathSeparator + "/bin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
