package dev.orrery.cli.options;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.network.NetworkDescription;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the network that a file describes without understanding the file: a running network must be found, and stopped,
 * also after its file was broken; and commands on it need not pay for reading it.
 */
public final class NetworkPlaces {
    private static final String FILE_NAME = "network.yaml";
    private static final String STATE = ".orrery";

    private static final Pattern NAME = Pattern.compile("name:\\s+([\"']?)([A-Za-z0-9][A-Za-z0-9._-]*)\\1\\s*(?:#.*)?");

    /** Before the namespace of a network that runs on a cluster: {@code kubernetes:orrery-pods-x7k2f}. */
    private static final String IN_CLUSTER = "kubernetes:";

    private NetworkPlaces() {}

    /** The network file that {@code -n} names; it need not exist. */
    public static Path file(Path fileOrFolder) {
        return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(FILE_NAME) : fileOrFolder;
    }

    /**
     * The folder of the network's state; it need not exist.
     *
     * @throws InvalidInputException if the file has no plain {@code name:} and has problems or is not there, and not exactly
     *     one network was started from its folder
     */
    public static Path folder(Path fileOrFolder) {
        if (isState(fileOrFolder)) {
            return fileOrFolder.toAbsolutePath().normalize();
        }
        Path file = file(fileOrFolder);
        Path absolute = file.toAbsolutePath().normalize();
        Path state = absolute.resolveSibling(STATE);
        return name(file).map(state::resolve).orElseGet(() -> {
            try {
                return Orrery.folderOf(SpecReader.read(file), absolute);
            } catch (InvalidInputException e) {
                return only(state).orElseThrow(() -> e);
            }
        });
    }

    /**
     * The network that was started from this file.
     *
     * @throws NetworkStateException if there is none
     */
    public static FoundNetwork running(String doing, Path fileOrFolder) {
        return find(fileOrFolder)
                .orElseThrow(() -> new NetworkStateException(Failure.doing(doing)
                        .where(file(fileOrFolder).toString())
                        .seen("this network is not running")
                        .hint("start it first")
                        .command("orrery up" + option(fileOrFolder))
                        .build()));
    }

    /**
     * What attaching to the network that was started from this file needs.
     *
     * @throws NetworkStateException if there is none, or it is not ready or not there any more
     */
    public static NetworkDescription ready(String doing, Path fileOrFolder) {
        FoundNetwork found = running(doing, fileOrFolder);
        return Optional.of(found)
                .filter(network -> network.state() != FoundNetwork.State.CRASHED)
                .flatMap(FoundNetwork::description)
                .orElseThrow(() -> notReady(doing, fileOrFolder, found.state()));
    }

    private static NetworkStateException notReady(String doing, Path fileOrFolder, FoundNetwork.State state) {
        String option = option(fileOrFolder);
        Failure.Builder failure = Failure.doing(doing).where(file(fileOrFolder).toString());
        return new NetworkStateException(
                switch (state) {
                    case CRASHED ->
                        failure.seen("this network has crashed: the process that owned it is gone, and its nodes"
                                        + " with it")
                                .hint("read its logs with 'orrery logs" + option
                                        + "'; starting it again clears them away")
                                .command("orrery up" + option)
                                .build();
                    case STARTING, RUNNING ->
                        failure.seen("this network is being started and is not ready yet")
                                .hint("follow its logs while you wait")
                                .command("orrery logs -f" + option)
                                .build();
                });
    }

    public static Optional<FoundNetwork> find(Path fileOrFolder) {
        return isInCluster(fileOrFolder)
                ? Optional.of(Orrery.findElsewhere(
                        "kubernetes", fileOrFolder.toString().substring(IN_CLUSTER.length())))
                : Orrery.find(folder(fileOrFolder));
    }

    /** {@code -n} as it has to be given again in a command to paste; nothing for the default. */
    public static String option(Path fileOrFolder) {
        return fileOrFolder.equals(Path.of(FILE_NAME)) ? "" : " -n " + fileOrFolder;
    }

    /** Whether a network in a cluster is meant, rather than a file of this machine. */
    public static boolean isInCluster(Path network) {
        return network.toString().startsWith(IN_CLUSTER);
    }

    /** Whether this is a network's own folder, as messages name it, rather than the folder of its file. */
    private static boolean isState(Path folder) {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        return Files.isDirectory(folder)
                && parent != null
                && parent.endsWith(STATE)
                && !Files.exists(folder.resolve(FILE_NAME));
    }

    /** The one network that was started from this place: what is meant where the file does not tell any more. */
    private static Optional<Path> only(Path state) {
        try (Stream<Path> folders = Files.list(state)) {
            List<Path> two = folders.filter(Files::isDirectory).limit(2).toList();
            return two.size() == 1 ? Optional.of(two.getFirst()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> name(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(NAME::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(2))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
