package dev.orrery.junit.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the file that an annotation names. */
final class NetworkFile {
    private static final String DEFAULT_NAME = "network.yaml";

    private NetworkFile() {}

    /**
     * The file's canonical path, so that two names of one file give one network.
     *
     * @param workingDirectory what relative names are relative to
     * @throws InvalidInputException if there is neither a file nor a resource of that name
     */
    static Path find(String value, Path workingDirectory, ClassLoader resources) {
        Path asFile = inFolder(workingDirectory.resolve(value));
        if (Files.exists(asFile)) {
            return canonical(asFile);
        }
        Path asResource = resource(value, resources);
        if (asResource != null && Files.exists(asResource)) {
            return canonical(asResource);
        }
        throw new InvalidInputException(Failure.doing("looking for the network file \"" + value + "\" of @NetworkTest")
                .expected("the file " + asFile.normalize() + ", or a resource of that name on the class path")
                .seen("there is neither")
                .hint("name it relative to the module's folder, or put it into src/test/resources")
                .build());
    }

    private static @Nullable Path resource(String value, ClassLoader resources) {
        URL url = resources.getResource(value);
        if (url == null) {
            return null;
        }
        if (!url.getProtocol().equals("file")) {
            throw new InvalidInputException(Failure.doing("looking for the network file \"" + value + "\"")
                    .expected("a file")
                    .seen("a resource inside an archive: " + url)
                    .hint("unpack it, since paths in it are relative to its folder")
                    .build());
        }
        try {
            return inFolder(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError("a class loader gives proper URLs", e);
        }
    }

    private static Path inFolder(Path path) {
        return Files.isDirectory(path) ? path.resolve(DEFAULT_NAME) : path;
    }

    private static Path canonical(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new HostException(
                    Failure.doing("looking at " + file).seen(String.valueOf(e)).build(), e);
        }
    }
}
