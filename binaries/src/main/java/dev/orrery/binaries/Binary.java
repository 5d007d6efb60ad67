package dev.orrery.binaries;

import java.nio.file.Path;

/**
 * A binary on this machine, ready to run.
 *
 * @param executable its absolute path
 * @param sha256 the SHA-256 of its content, in lower-case hexadecimal; what caches go by
 * @param source where it came from, as in the network file
 */
public record Binary(Path executable, String sha256, String source) {}
