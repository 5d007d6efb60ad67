package dev.orrery.images;

/**
 * An image that was built.
 *
 * @param reference its name
 * @param digest of its manifest, {@code sha256:…}; what {@code reference@digest} pins
 */
public record PackedImage(String reference, String digest) {
    /** The name that always means this very image. */
    public String pinned() {
        return reference.replaceFirst("(@[^@]*|:[^:/]*)$", "") + "@" + digest;
    }
}
