package dev.orrery.backend.kubernetes.internal.cluster;

import dev.orrery.base.AtomicFiles;
import dev.orrery.engine.backend.NetworkPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code cluster.json} in the network's folder: where its pods are, written before any of them is made.
 *
 * @param context the context of the kubeconfig; empty: the current one at that time, or the cluster around
 * @param namespace the network's own
 * @param run the label by which this run's namespace is told from another of the same name
 */
public record ClusterFile(Optional<String> context, String namespace, String run) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "cluster.json";

    public static Optional<ClusterFile> read(NetworkPlace place) {
        Path file = place.folder().resolve(NAME);
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ClusterFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    public void write(NetworkPlace place) {
        AtomicFiles.write(place.folder().resolve(NAME), JSON.writeValueAsBytes(this));
    }
}
