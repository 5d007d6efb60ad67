package dev.orrery.ibc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the receiving application answered (ICS-04). Immutable. */
public final class Acknowledgement {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final byte[] bytes;

    public Acknowledgement(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Why the application refused the packet; empty if it took it, or if it answers in another form than ICS-04's
     * {@code {"error": …}}.
     */
    public Optional<String> error() {
        try {
            JsonNode error = JSON.readTree(bytes).path("error");
            return error.isString() ? Optional.of(error.asString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Acknowledgement acknowledgement && Arrays.equals(bytes, acknowledgement.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as text. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
