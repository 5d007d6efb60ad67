package dev.orrery.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the binary of a chain or of a relayer comes from. */
public sealed interface BinarySpec {
    /** The source as it stands in the file, for messages: {@code go: github.com/…@v8.8.0}. */
    String describe();

    /**
     * {@code path:} an executable on this machine. Whether it is there is asked when it is needed.
     *
     * @param path absolute where it was read from a file
     */
    record Executable(Path path) implements BinarySpec {
        @Override
        public String describe() {
            return "path: " + path;
        }
    }

    /**
     * {@code go: MODULE/PACKAGE@VERSION}: a main package of a published module.
     *
     * @param packagePath the import path of the main package, without the version
     * @param version a version as {@code go} understands it: {@code v8.8.0}, a pseudo-version, a branch or {@code latest}
     * @param cgo whether it has C code in it, so that a C compiler is needed as well
     */
    record GoModule(String packagePath, String version, boolean cgo) implements BinarySpec {
        /** A program of Go alone. */
        public GoModule(String packagePath, String version) {
            this(packagePath, version, false);
        }

        @Override
        public String describe() {
            return "go: " + packagePath + "@" + version + (cgo ? ", cgo: true" : "");
        }
    }

    /**
     * {@code go: ./folder}: a main package in the user's own checkout; its module is the nearest {@code go.mod} at or above
     * the folder.
     *
     * @param folder absolute where it was read from a file
     * @param cgo whether it has C code in it, so that a C compiler is needed as well; otherwise that is as the user's own
     *     {@code CGO_ENABLED} says, and off without one
     */
    record GoFolder(Path folder, boolean cgo) implements BinarySpec {
        /** A program of Go alone. */
        public GoFolder(Path folder) {
            this(folder, false);
        }

        @Override
        public String describe() {
            return "go: " + folder + (cgo ? ", cgo: true" : "");
        }
    }

    /**
     * {@code crate: NAME@VERSION}: a program of a published Rust crate.
     *
     * @param name the crate's name
     * @param version an exact version: {@code 1.10.5}
     * @param bin which of the crate's programs; empty where it has one only
     * @param features features to build with, besides the default ones
     */
    record Crate(String name, String version, Optional<String> bin, List<String> features) implements BinarySpec {
        public Crate {
            features = List.copyOf(features);
        }

        /** The only program of a crate, with its default features. */
        public Crate(String name, String version) {
            this(name, version, Optional.empty(), List.of());
        }

        @Override
        public String describe() {
            return "crate: " + name + "@" + version
                    + bin.map(program -> ", bin: " + program).orElse("")
                    + (features.isEmpty() ? "" : ", features: " + features);
        }
    }

    /**
     * {@code url:} a file to download, which is the program or an archive that holds it, with its checksum.
     *
     * @param url may hold the names of {@link #PLACEHOLDERS} in braces
     * @param sha256 the checksum of the file for each machine ({@code linux/amd64}), or for {@link #ANY_MACHINE}; in
     *     lower-case hexadecimal
     * @param version what {@code {version}} stands for
     * @param file where the program is in an archive; what it is called, where the file is the program itself
     */
    record Download(String url, Map<String, String> sha256, Optional<String> version, Optional<String> file)
            implements BinarySpec {
        /** The key of a checksum that holds whatever the machine. */
        public static final String ANY_MACHINE = "any";

        /**
         * What may stand in braces: {@code version} as it is given, {@code number} without its leading {@code v};
         * {@code os} as {@code linux} and {@code Os} as {@code Linux}; {@code arch} as {@code amd64} and
         * {@code machine} as {@code x86_64} (or {@code arm64}, {@code aarch64}); {@code Arch} as {@code x86_64} or
         * {@code arm64}, which many releases made with goreleaser are called.
         */
        public static final List<String> PLACEHOLDERS =
                List.of("version", "number", "os", "Os", "arch", "Arch", "machine");

        public Download {
            sha256 = Map.copyOf(sha256);
        }

        /** What {@code {number}} stands for: a version without its leading {@code v}. */
        public static String number(String version) {
            return version.replaceFirst("^v(?=[0-9])", "");
        }

        @Override
        public String describe() {
            return "url: " + url + version.map(text -> ", version: " + text).orElse("");
        }
    }

    /**
     * {@code git:} a program that a command builds in a checkout of a repository.
     *
     * @param repository as {@code git fetch} takes it
     * @param ref a tag, a branch, or a full commit; what the first two mean is asked each time
     * @param build the command, for {@code sh}, in the root of the checkout
     * @param file where it leaves the program
     */
    record Git(String repository, String ref, String build, String file) implements BinarySpec {
        @Override
        public String describe() {
            return "git: " + repository + ", ref: " + ref + ", file: " + file;
        }
    }

    /**
     * {@code image:} a program that is taken out of a container image.
     *
     * @param reference with a tag, with a digest, or with neither for the tag {@code latest}; what a tag means is asked each
     *     time
     * @param file the program's path or name; empty for what the image starts
     */
    record Image(String reference, Optional<String> file) implements BinarySpec {
        @Override
        public String describe() {
            return "image: " + reference + file.map(text -> ", file: " + text).orElse("");
        }
    }
}
