package dev.orrery.service.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of the API, for people and generators: OpenAPI 3.1. */
public final class OpenApi {
    private OpenApi() {}

    /** The document, as it is served. */
    public static byte[] document() {
        try (InputStream in = Objects.requireNonNull(
                OpenApi.class.getResourceAsStream("/dev/orrery/service/openapi.json"), "openapi.json is in the jar")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
