package dev.orrery.images;

import java.nio.file.Path;

/** What an image is laid upon. */
public sealed interface ImageBase {
    /** An image in a registry: {@code eclipse-temurin:25-jre}, {@code registry.example.com/base@sha256:…}. */
    record Registry(String reference) implements ImageBase {
        @Override
        public String toString() {
            return reference;
        }
    }

    /** An image in a file, as {@code docker save} and {@code podman save} write it. */
    record Tar(Path file) implements ImageBase {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** The file, if there is one of this name or if it ends in {@code .tar}; else the reference. */
    static ImageBase of(String text) {
        Path file = Path.of(text);
        return text.endsWith(".tar") || java.nio.file.Files.isRegularFile(file)
                ? new Tar(file.toAbsolutePath().normalize())
                : new Registry(text);
    }
}
