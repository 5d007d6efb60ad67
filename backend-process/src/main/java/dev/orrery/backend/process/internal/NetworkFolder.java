package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Failure;
import dev.orrery.base.NetworkStateException;
import dev.orrery.engine.Stage;
import dev.orrery.engine.backend.NetworkPlace;
import dev.orrery.engine.plan.CompanionId;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.relayers.RelayerId;
import dev.orrery.network.NetworkDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The network's own folder: where what is in it, and how it comes and goes. Folders are for their owner alone. */
public final class NetworkFolder {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] OWNER_ONLY =
            POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MODE)} : new FileAttribute<?>[0];
    private static final String LOCK = "lock";
    private static final String OWNER = "owner.json";
    private static final String NETWORK = "network.json";
    private static final String NODES = "nodes.json";

    private final NetworkPlace place;

    public NetworkFolder(NetworkPlace place) {
        this.place =
                new NetworkPlace(place.name(), place.folder().toAbsolutePath().normalize());
    }

    String name() {
        return place.name();
    }

    Path path() {
        return place.folder();
    }

    Path lock() {
        return path().resolve(LOCK);
    }

    Path nodesFile() {
        return path().resolve(NODES);
    }

    Path shared(String chain) {
        return path().resolve(chain).resolve("shared");
    }

    Path node(NodeId node) {
        return path().resolve(node.chain()).resolve(node.node());
    }

    Path home(NodeId node) {
        return node(node).resolve("home");
    }

    /** A link to the binary of the node's chain. No companion can have this name. */
    Path binary(NodeId node) {
        return node(node).resolve(".binary");
    }

    Path logs(NodeId node) {
        return node(node).resolve("logs");
    }

    Path log(NodeId node, Stage stage) {
        return logs(node).resolve(stage.label() + ".log");
    }

    Path folder(CompanionId companion) {
        return node(companion.node()).resolve(companion.name());
    }

    Path home(CompanionId companion) {
        return folder(companion).resolve("home");
    }

    Path logs(CompanionId companion) {
        return folder(companion).resolve("logs");
    }

    Path log(CompanionId companion) {
        return logs(companion).resolve("companion.log");
    }

    Path folder(RelayerId relayer) {
        return path().resolve(RelayerId.PATHS).resolve(relayer.path()).resolve(relayer.relayer());
    }

    Path home(RelayerId relayer) {
        return folder(relayer).resolve("home");
    }

    Path logs(RelayerId relayer) {
        return folder(relayer).resolve("logs");
    }

    Path log(RelayerId relayer) {
        return logs(relayer).resolve("relayer.log");
    }

    /** Makes a folder, and those above it, for its owner alone. */
    static Path make(Path folder) {
        try {
            return Files.createDirectories(folder, OWNER_ONLY);
        } catch (IOException e) {
            throw AtomicFiles.refused("making the folder", folder, e);
        }
    }

    /** Makes the folder of a file, for its owner alone. */
    static void makeFor(Path file) {
        Path folder = file.getParent();
        if (folder != null) {
            make(folder);
        }
    }

    /**
     * Takes the folder over, once the lock is held, so that nobody changes it while it is judged.
     *
     * @param lockWasThere whether there was a file of the lock's name before
     * @throws NetworkStateException if it holds something that no network has left; it is as before then
     */
    void claim(boolean lockWasThere) {
        if (!isOurs()) {
            if (!lockWasThere) {
                delete(lock());
            }
            throw new NetworkStateException(Failure.doing("making a place for the network " + name())
                    .where(path().toString())
                    .expected("a folder that is empty, or was left by a network")
                    .seen("one that holds other things")
                    .hint("give the network another name or folder, or move what is in there")
                    .build());
        }
        if (POSIX) {
            try {
                Files.setPosixFilePermissions(path(), MODE);
            } catch (IOException e) {
                throw AtomicFiles.refused("making the folder", path(), e);
            }
        }
    }

    /** Whether a network made it, or nobody: an owner's file in it, or nothing but what comes before that file. */
    private boolean isOurs() {
        List<String> names =
                entries().stream().map(entry -> entry.getFileName().toString()).toList();
        return names.contains(OWNER)
                || names.stream().allMatch(name -> name.equals(LOCK) || name.startsWith("." + OWNER));
    }

    /** Removes all but the lock and the owner's file. */
    void clear() {
        delete(path().resolve(NETWORK));
        Set<Path> kept = Set.of(lock(), path().resolve(OWNER));
        entries().stream().filter(entry -> !kept.contains(entry)).forEach(AtomicFiles::deleteTree);
    }

    /**
     * Removes the folder, and the one around it if that is called {@code .orrery} and now empty. The caller has the lock;
     * who waits for it meanwhile makes the folder anew.
     */
    void delete() {
        if (!Files.isDirectory(path())) {
            return;
        }
        clear();
        delete(path().resolve(OWNER));
        delete(lock());
        delete(path());
        Path parent = path().getParent();
        if (parent != null && parent.endsWith(".orrery")) {
            delete(parent);
        }
    }

    Optional<OwnerFile> owner() {
        return read(OWNER, OwnerFile.class);
    }

    void write(OwnerFile owner) {
        AtomicFiles.write(path().resolve(OWNER), JSON.writeValueAsString(owner));
    }

    Optional<NodesFile> nodes() {
        return read(NODES, NodesFile.class);
    }

    void write(NodesFile nodes) {
        AtomicFiles.write(nodesFile(), JSON.writeValueAsString(nodes));
    }

    Optional<NetworkDescription> description() {
        return read(NETWORK, NetworkDescription.class);
    }

    /** Holds mnemonics: for its owner alone. */
    void write(NetworkDescription description) {
        AtomicFiles.writeSecret(
                path().resolve(NETWORK), JSON.writeValueAsString(description).getBytes(StandardCharsets.UTF_8));
    }

    /** A file below a node's home; empty if it is not there. */
    Optional<byte[]> read(NodeId node, String file) {
        Path from = home(node).resolve(file);
        try {
            return Optional.of(Files.readAllBytes(from));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", from, e);
        }
    }

    private <T> Optional<T> read(String file, Class<T> type) {
        Path from = path().resolve(file);
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(from), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", from, e);
        } catch (JacksonException e) {
            throw new NetworkStateException(
                    Failure.doing("reading " + from)
                            .expected("what Orrery wrote there")
                            .seen(e.getOriginalMessage())
                            .hint("another version of Orrery may have started the network: stop it with that one")
                            .build(),
                    e);
        }
    }

    private List<Path> entries() {
        try (Stream<Path> all = Files.list(path())) {
            return all.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the folder", path(), e);
        }
    }

    /** A folder that is not empty has a new owner already, and stays. */
    private static void delete(Path entry) {
        try {
            Files.deleteIfExists(entry);
        } catch (DirectoryNotEmptyException e) {
            return;
        } catch (IOException e) {
            throw AtomicFiles.refused("deleting", entry, e);
        }
    }
}
