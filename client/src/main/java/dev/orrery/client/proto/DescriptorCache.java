package dev.orrery.client.proto;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.HostException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the descriptors of chains are kept, in memory and on disk, by a key that names what serves them.
 *
 * @param folder a folder; it need not exist, and everything in it may be deleted at any time
 * @param key what is sure to be another where the descriptors are: the hash of the chain's binary; empty to ask the node
 *     for its version and commit, and to keep nothing where it does not tell them
 */
public record DescriptorCache(Path folder, Optional<String> key) {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptorCache.class);
    private static final Map<String, SoftReference<Descriptors>> IN_MEMORY = new ConcurrentHashMap<>();
    /** A file is the CRC-32C of the rest, and the rest. A fresh JVM takes ten times as long for a SHA-256. */
    private static final int CHECKSUM_SIZE = Integer.BYTES;

    /** Kept by what the caller knows of the node. */
    public static DescriptorCache by(String key, Path folder) {
        return new DescriptorCache(folder, Optional.of(key));
    }

    /** Kept by what the node tells of its program: version and commit. */
    public static DescriptorCache byVersion(Path folder) {
        return new DescriptorCache(folder, Optional.empty());
    }

    /**
     * The descriptors of that key: those in memory, those on disk, or those that are asked for, which are then kept. A
     * file that is damaged is written anew; a disk that takes none costs only the time to ask.
     *
     * @param ask encoded as {@link Descriptors#REFLECTION_METHOD} answers; empty if the chain does not serve them all
     * @return empty if that is
     */
    public Optional<Descriptors> get(String name, Supplier<Optional<byte[]>> ask) {
        SoftReference<Descriptors> reference = IN_MEMORY.get(name);
        Descriptors known = reference == null ? null : reference.get();
        if (known != null) {
            return Optional.of(known);
        }
        FileSet kept = read(file(name));
        Optional<Descriptors> found = kept == null
                ? ask.get().map(answer -> keep(name, FileSet.ofResponse(answer)))
                : Optional.of(new Descriptors(kept));
        found.ifPresent(it -> IN_MEMORY.put(name, new SoftReference<>(it)));
        return found;
    }

    private Descriptors keep(String name, FileSet files) {
        byte[] content = files.encode();
        byte[] whole = ByteBuffer.allocate(CHECKSUM_SIZE + content.length)
                .putInt(checksum(content, 0))
                .put(content)
                .array();
        try {
            AtomicFiles.write(file(name), whole);
        } catch (HostException e) {
            LOG.warn("descriptors are not kept: {}", e.failure().headline());
        }
        return new Descriptors(files);
    }

    Path file(String name) {
        String safe = HexFormat.of().formatHex(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
        return folder.resolve(safe + ".desc");
    }

    private static @Nullable FileSet read(Path file) {
        try {
            byte[] whole = Files.readAllBytes(file);
            if (whole.length < CHECKSUM_SIZE || ByteBuffer.wrap(whole).getInt() != checksum(whole, CHECKSUM_SIZE)) {
                return null;
            }
            return FileSet.decode(Arrays.copyOfRange(whole, CHECKSUM_SIZE, whole.length));
        } catch (IOException | InvalidInputException e) {
            return null; // it is not there, or was written by another version
        }
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }
}
