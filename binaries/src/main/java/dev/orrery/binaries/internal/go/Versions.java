package dev.orrery.binaries.internal.go;

import java.util.regex.Pattern;

/** Which versions always mean the same content (Go modules reference, "Versions"). */
public final class Versions {
    private static final Pattern EXACT = Pattern.compile("v\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+incompatible)?");

    private Versions() {}

    /** A complete semantic version or a pseudo-version; not {@code latest}, a branch, a commit or {@code v8.8}. */
    static boolean isExact(String version) {
        return EXACT.matcher(version).matches();
    }

    /** The name that {@code go} gives the program: the last element of the path that is not a major version. */
    static String programName(String packagePath) {
        String[] elements = packagePath.split("/", -1);
        int last = elements.length - 1;
        return last > 0 && elements[last].matches("v[0-9]+") ? elements[last - 1] : elements[last];
    }
}
