package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;

/** The keys that tell where a program comes from: a chain's binary, or a relayer's. */
final class BinaryFormat {
    static final Key<BinarySpec> PATH = Key.optional(
            "path", Texts.EXECUTABLE, "An executable on this machine; a relative path starts at this file's folder.");
    static final Key<BinarySpec> GO = Key.optional(
            "go",
            Texts.GO,
            "A Go main package that Orrery builds: MODULE/PACKAGE@VERSION, or a folder (./simd) of your own checkout.");

    static final Keyed SOURCE = Keyed.oneOf(PATH, GO);

    private BinaryFormat() {}
}
