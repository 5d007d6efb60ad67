package dev.orrery.images;

import java.nio.file.Path;
import java.util.Optional;

/** Where an image goes. */
public sealed interface ImageTarget {
    /** The name of the image: {@code registry.example.com/chains/simd:v8.8.0}. */
    String reference();

    /**
     * A file in the OCI image layout, which {@code docker load}, {@code podman load}, {@code kind load image-archive} and
     * {@code ctr images import} read.
     *
     * @param reference the name that the image has once it is read
     */
    record Tar(Path file, String reference) implements ImageTarget {}

    /**
     * A registry.
     *
     * @param insecure whether plain HTTP, and certificates that nobody vouches for, are good enough
     * @param login who pushes; empty for the login of {@code docker login} or {@code podman login}, or of a credential helper
     *     that Docker's configuration names
     */
    record Registry(String reference, boolean insecure, Optional<RegistryLogin> login) implements ImageTarget {}
}
