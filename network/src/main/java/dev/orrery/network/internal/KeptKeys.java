package dev.orrery.network.internal;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.base.FileLock;
import dev.orrery.base.NetworkStateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys in files, one each, for their owner alone (mode 0600). Several processes may read and add at the same time; none
 * sees half a key or overwrites another's.
 */
public final class KeptKeys {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ENDING = ".json";

    private final Path chainFolder;
    private final Path folder;

    /** @param chainFolder of a chain in the network's folder; the keys go into {@code keys} in there */
    public KeptKeys(Path chainFolder) {
        this.chainFolder = chainFolder;
        this.folder = chainFolder.resolve("keys");
    }

    /**
     * One key. It has the words that it was made from, or itself.
     *
     * @param privateKey 64 hexadecimal digits
     */
    public record Kept(String name, String address, Optional<String> mnemonic, Optional<String> privateKey) {
        @Override
        public String toString() {
            return "Kept[" + name + ", " + address + "]";
        }
    }

    /** All of them, by name. */
    public List<Kept> all() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(
                            file -> name(file).endsWith(ENDING) && !name(file).startsWith("."))
                    .sorted()
                    .toList();
            List<Kept> keys = new ArrayList<>();
            sorted.forEach(file -> read(file).ifPresent(keys::add));
            return keys;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the folder", folder, e);
        }
    }

    public Optional<Kept> find(String name) {
        return read(file(name));
    }

    /**
     * Adds a key.
     *
     * @param choice makes it, knowing those that are there; nobody adds another one meanwhile. What it throws is thrown.
     */
    public Kept add(Function<List<Kept>, Kept> choice) {
        if (!Files.isDirectory(chainFolder)) {
            throw new NetworkStateException(Failure.doing("keeping a key")
                    .where(folder.toString())
                    .expected("a network that runs")
                    .seen("its folder is gone")
                    .build());
        }
        Failure waited = Failure.doing("keeping a key")
                .where(folder.toString())
                .expected("a turn within " + PATIENCE)
                .seen("another process is adding a key")
                .build();
        try (FileLock lock = FileLock.acquire(folder.resolve(".lock"), Deadline.after(PATIENCE), () -> waited)) {
            Kept key = choice.apply(all());
            AtomicFiles.writeSecret(
                    file(key.name()), JSON.writeValueAsString(key).getBytes(StandardCharsets.UTF_8));
            return key;
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Optional<Kept> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Kept.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        } catch (JacksonException e) {
            // Its message may quote the file, and with it the secret.
            throw new NetworkStateException(Failure.doing("reading " + file)
                    .expected("a key that Orrery wrote there")
                    .seen("something else")
                    .build());
        }
    }
}
