package dev.orrery.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image is made of. The same plan, with files of the same content, gives the same digest, wherever and whenever it is
 * built: all times in it are those of 1970, all owners root.
 *
 * @param base what it is laid upon: a reference into a registry, or a tar file in the form of {@code docker save}; empty for
 *     an image that holds only its own files
 * @param architecture the processor that it is for, in the words of {@code GOARCH}; of a base for several machines, the one for
 *     this processor is taken
 * @param layers its own files, in layers from the bottom up; what changes seldom is best below what changes often
 * @param entrypoint what it starts
 * @param environment variables, on top of those of the base
 * @param labels for example those of the OCI image specification, "Pre-Defined Annotation Keys"
 * @param user the numeric user and group that it runs as, {@code 65532:65532}
 */
public record ImagePlan(
        Optional<ImageBase> base,
        String architecture,
        List<Layer> layers,
        List<String> entrypoint,
        SortedMap<String, String> environment,
        SortedMap<String, String> labels,
        String user) {
    /** The user and group that images of Orrery run as; neither root nor anybody else on any node. */
    public static final String NOBODY = "65532:65532";

    /**
     * Files that come and go together.
     *
     * @param name for people
     * @param entries in the order of their paths
     */
    public record Layer(String name, List<Entry> entries) {
        public Layer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One file or folder.
     *
     * @param path absolute, in the image
     * @param source the file whose content it has, or a folder for an empty folder
     * @param mode its permissions, for example {@code 0755}
     */
    public record Entry(String path, Path source, int mode) {}

    public ImagePlan {
        layers = List.copyOf(layers);
        entrypoint = List.copyOf(entrypoint);
        environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
