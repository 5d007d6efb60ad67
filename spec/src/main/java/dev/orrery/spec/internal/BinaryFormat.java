package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.internal.Lists.Many;
import java.util.List;

/** The keys that tell where a program comes from: a chain's binary, or a relayer's. */
final class BinaryFormat {
    static final Key<BinarySpec> PATH = Key.optional(
            "path", Texts.EXECUTABLE, "An executable on this machine; a relative path starts at this file's folder.");
    static final Key<BinarySpec> GO = Key.optional(
            "go",
            Texts.GO,
            "A Go main package that Orrery builds: MODULE/PACKAGE@VERSION, or a folder (./simd) of your own checkout.");

    static final Key<BinarySpec.Crate> CRATE =
            Key.optional("crate", Texts.CRATE, "A published Rust crate whose program Orrery builds: NAME@VERSION.");
    static final Key<String> BIN = Key.optional(
            "bin", Texts.PROGRAM, "Which program of the crate; needed where it has several of other names.");
    static final Key<List<Located<String>>> FEATURES = Key.optional(
            "features",
            new Many<>("a list of at most 50 features of the crate", Texts.FEATURE, 1, 50),
            "Features to build the crate with, besides its default ones.");

    static final Keyed SOURCE = Keyed.oneOf(PATH, GO);

    /** Relayers are written in Rust too. */
    static final Keyed RELAYER_SOURCE = Keyed.oneOf(PATH, GO, CRATE).with(CRATE, BIN, FEATURES);

    private BinaryFormat() {}
}
