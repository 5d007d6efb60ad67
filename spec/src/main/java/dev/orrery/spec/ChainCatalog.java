package dev.orrery.spec;

import dev.orrery.spec.internal.Catalog;
import java.nio.file.Path;
import java.util.List;

/**
 * The kinds of chains that {@code chain:} in a network file names: those that Orrery brings, and those of the folder
 * {@value #FOLDER} beside the network file, which add to them or take their place. Each is one YAML file.
 */
public final class ChainCatalog {
    /** Where a user's own are, beside the network file: {@code chains/<name>.yaml}. */
    public static final String FOLDER = "chains";

    private ChainCatalog() {}

    /**
     * All that can be named in a network file of this folder, by name.
     *
     * @throws dev.orrery.base.InvalidInputException if anything in the folder's files is wrong, with every problem of the first
     *     such file
     */
    public static List<KnownChain> of(Path folder) {
        return Catalog.of(folder).known();
    }
}
