package dev.orrery.binaries.internal.cargo;

import java.util.regex.Pattern;

/** What kind of trouble {@code cargo} is in, told from its own words. Verified with cargo 1.95. */
public enum CargoProblem {
    /** The registry cannot be reached. */
    OFFLINE,
    /** No such crate, or no such version of it. */
    NOT_FOUND,
    /** The crate has no program of this name, or none at all. */
    NO_PROGRAM,
    /** The crate has no feature of this name. */
    NO_FEATURE,
    /** The crate needs a newer Rust than there is. */
    RUST_TOO_OLD,
    /** A C library, a compiler or another tool is missing, which the crate does not bring itself. */
    NATIVE_PART_MISSING,
    /** The disk is full. */
    NO_SPACE,
    OTHER;

    private static final Pattern NETWORK = Pattern.compile(
            "[Cc]ould ?n.t resolve host|[Cc]ould not resolve|network failure|[Ff]ailed to connect|Could ?n.t connect"
                    + "|[Cc]onnection (refused|reset|timed out)|spurious network error|download of .* failed"
                    + "|failed to (download|fetch|query replaced source)|--offline|SSL|[Tt]imeout was reached");
    private static final Pattern NATIVE = Pattern.compile(
            "linker `[^`]+` not found|[Cc]ould not find `?protoc|Unable to find libclang|pkg-config|failed to find tool"
                    + "|is `cmake` not installed|could not find (system )?library|cannot find -l");

    public static CargoProblem of(String words) {
        if (words.contains("No space left on device")) {
            return NO_SPACE;
        }
        if (words.contains("requires rustc ") || words.contains("is not supported by the following package")) {
            return RUST_TOO_OLD;
        }
        if (words.contains("could not find `")
                && (words.contains("in registry `") || words.contains("with version `"))) {
            return NOT_FOUND;
        }
        if (words.contains("no bin target") || words.contains("there is nothing to install in")) {
            return NO_PROGRAM;
        }
        if (words.contains("does not have feature")
                || words.contains("does not contain this feature")
                || words.contains("does not contain these features")) {
            return NO_FEATURE;
        }
        if (NATIVE.matcher(words).find()) {
            return NATIVE_PART_MISSING;
        }
        return NETWORK.matcher(words).find() ? OFFLINE : OTHER;
    }
}
