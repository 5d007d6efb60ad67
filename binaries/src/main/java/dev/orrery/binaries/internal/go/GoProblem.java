package dev.orrery.binaries.internal.go;

import java.util.List;
import java.util.regex.Pattern;

/** What kind of trouble {@code go} is in, told from its own words. Verified with Go 1.26. */
public enum GoProblem {
    /** The module proxy cannot be reached: no shorter module path would do better. */
    OFFLINE,
    /** The proxy knows nothing of it, and the repository itself cannot be asked; another module path may still exist. */
    REPOSITORY_UNREACHABLE,
    /** No such module, or no such version of it. */
    NOT_FOUND,
    /** The module needs a newer Go than there is. */
    GO_TOO_OLD,
    /** The disk is full. */
    NO_SPACE,
    OTHER;

    private static final Pattern NETWORK =
            Pattern.compile("dial tcp|i/o timeout|[Cc]onnection (refused|reset|timed out)|no such host|[Cc]ould not"
                + " resolve host|TLS handshake|tls:|x509:|proxyconnect|network is unreachable|Could not connect|unable"
                + " to access|50[0234] |unexpected EOF|context deadline exceeded");
    private static final Pattern ASKS_REPOSITORY =
            Pattern.compile("git ls-remote|go-get=1|git fetch|git init|exit status 128|unrecognized import path");
    private static final Pattern MISSING =
            Pattern.compile("not found|no such file or directory|unknown revision|no matching versions|40[34] |410"
                    + " Gone|invalid version|unrecognized import path|malformed module path|declares its path as|module"
                    + " path must|exit status 128|invalid github.com import path|disabled by GOPROXY=off");

    public static GoProblem of(String words) {
        if (words.contains("no space left on device")) {
            return NO_SPACE;
        }
        if (words.contains("requires go >=") || words.contains("requires go1.")) {
            return GO_TOO_OLD;
        }
        if (NETWORK.matcher(words).find()) {
            return ASKS_REPOSITORY.matcher(words).find() ? REPOSITORY_UNREACHABLE : OFFLINE;
        }
        return MISSING.matcher(words).find() ? NOT_FOUND : OTHER;
    }

    /** The words of {@code go} on one line, without its name in front. */
    static String oneLine(String words) {
        return String.join(
                " ",
                List.of(words.strip().split("\\s*\\R\\s*")).stream()
                        .map(line -> line.startsWith("go: ") ? line.substring(4) : line)
                        .toList());
    }
}
