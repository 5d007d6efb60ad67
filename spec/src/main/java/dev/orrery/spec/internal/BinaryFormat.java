package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.internal.Lists.Many;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** The keys that tell where a program comes from: a chain's binary, or a relayer's. */
final class BinaryFormat {
    static final Key<BinarySpec> PATH = Key.optional(
            "path", Texts.EXECUTABLE, "An executable on this machine; a relative path starts at this file's folder.");
    static final Key<BinarySpec> GO = Key.optional(
            "go",
            Texts.GO,
            "A Go main package that Orrery builds: MODULE/PACKAGE@VERSION, or a folder (./simd) of your own checkout.");

    static final Key<Boolean> CGO = Key.optional(
                    "cgo",
                    new Truth(),
                    "Whether the program has C code in it, as EVM chains have, so that a C compiler is needed as well.")
            .withDefault(false, JsonNodeFactory.instance.booleanNode(false));

    static final Key<BinarySpec.Crate> CRATE =
            Key.optional("crate", Texts.CRATE, "A published Rust crate whose program Orrery builds: NAME@VERSION.");
    static final Key<String> BIN = Key.optional(
            "bin", Texts.PROGRAM, "Which program of the crate; needed where it has several of other names.");
    static final Key<List<Located<String>>> FEATURES = Key.optional(
            "features",
            new Many<>("a list of at most 50 features of the crate", Texts.FEATURE, 1, 50),
            "Features to build the crate with, besides its default ones.");

    static final Key<String> URL = Key.optional(
            "url",
            Texts.URL,
            "A file to download: the program, or a .tar.gz, .tar or .zip that holds it. {version}, {number}, {os},"
                    + " {Os}, {arch}, {Arch} and {machine} in it are filled in.");
    static final Key<Map<String, String>> SHA256 = Key.required(
            "sha256",
            new Checksums(),
            "The SHA-256 of the file that is downloaded; for several machines, one for each, by os/arch.");
    static final Key<String> VERSION = Key.optional(
            "version",
            Texts.RELEASE.acceptingIntegers(),
            "What {version} in the URL stands for; {number} is the same without a leading v.");
    static final Key<String> FILE = Key.optional(
            "file",
            Texts.FILE,
            "The program within what is downloaded; needed where that holds several, and what a lone file is to be"
                    + " called.");

    static final Key<String> GIT = Key.optional(
            "git",
            Texts.REPOSITORY,
            "A git repository, as `git clone` takes it, that Orrery builds the program from; ./ and ../ start at this"
                    + " file's folder.");
    static final Key<String> REF = Key.required(
            "ref", Texts.REF.acceptingIntegers(), "The tag, branch or full commit of the repository that is built.");
    static final Key<String> BUILD =
            Key.required("build", Texts.COMMAND, "The command that builds it, for `sh`, in the repository's root.");
    static final Key<String> BUILT =
            Key.required("file", Texts.FILE, "Where the command leaves the program, in the repository: build/chaind.");

    static final Key<String> IMAGE = Key.optional(
            "image",
            Texts.IMAGE,
            "A container image that the program, and the libraries it needs, are taken out of, without running it:"
                    + " ghcr.io/org/chain:v1.");

    static final Keyed SOURCE = withMore(Keyed.oneOf(PATH, GO, URL, GIT, IMAGE));

    /** Relayers are written in Rust too. */
    static final Keyed RELAYER_SOURCE =
            withMore(Keyed.oneOf(PATH, GO, CRATE, URL, GIT, IMAGE)).with(CRATE, BIN, FEATURES);

    private BinaryFormat() {}

    private static Keyed withMore(Keyed sources) {
        return sources.with(GO, CGO)
                .with(URL, SHA256, VERSION, FILE)
                .with(GIT, REF, BUILD, BUILT)
                .with(IMAGE, FILE);
    }
}
