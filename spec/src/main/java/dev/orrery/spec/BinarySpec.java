package dev.orrery.spec;

import java.nio.file.Path;

/** Where a chain's binary comes from. */
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
     */
    record GoModule(String packagePath, String version) implements BinarySpec {
        @Override
        public String describe() {
            return "go: " + packagePath + "@" + version;
        }
    }

    /**
     * {@code go: ./folder}: a main package in the user's own checkout; its module is the nearest {@code go.mod} at or above
     * the folder.
     *
     * @param folder absolute where it was read from a file
     */
    record GoFolder(Path folder) implements BinarySpec {
        @Override
        public String describe() {
            return "go: " + folder;
        }
    }
}
