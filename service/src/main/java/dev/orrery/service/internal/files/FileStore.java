package dev.orrery.service.internal.files;

import dev.orrery.base.AtomicFiles;
import dev.orrery.base.Sha256;
import dev.orrery.service.Limits;
import dev.orrery.service.internal.disk.Disk;
import dev.orrery.service.internal.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files by name. On the disk there is the content, named by its SHA-256, and for each name a small file that says which
 * content it has, named by the SHA-256 of the name: what clients call a file is never a path. Both are on the disk before
 * {@link #put} returns. Thread-safe; one process at a time.
 */
public final class FileStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int STRIPES = 64;

    private final Path temporary;
    private final Path names;
    private final Contents contents;
    private final Limits limits;
    private final Listener listener;
    private final ConcurrentSkipListMap<String, StoredFile> files = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    /** Hears what becomes of files. */
    public interface Listener {
        /** It can be read. */
        void stored(StoredFile file);

        /** It is gone. */
        void deleted(FileName name);
    }

    /**
     * Content that is to be stored.
     *
     * @param length in bytes; negative if it is not known before
     */
    public record Body(long length, Content content) {}

    /** Opened once, when nothing speaks against it. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    private FileStore(Path folder, Limits limits, Listener listener) {
        this.temporary = AtomicFiles.folder(folder.resolve("uploads"));
        this.names = AtomicFiles.folder(folder.resolve("names"));
        this.contents = new Contents(AtomicFiles.folder(folder.resolve("contents")));
        this.limits = limits;
        this.listener = listener;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /**
     * The store of a folder, as it was left; what a service that was killed had not finished is cleared away.
     *
     * @param listener told of each file once it can be read, or not any more
     */
    public static FileStore open(Path folder, Limits limits, Listener listener) {
        FileStore store = new FileStore(folder, limits, listener);
        try {
            store.load();
            Disk.syncFolder(folder);
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the files of", folder, e);
        }
        return store;
    }

    /** What is known of a file, if it is there. */
    public Optional<StoredFile> find(FileName name) {
        return Optional.ofNullable(files.get(name.text()));
    }

    /** The files whose names begin so, in the order of their names. */
    public List<StoredFile> list(String prefix) {
        return files.tailMap(prefix, true).values().stream()
                .takeWhile(file -> file.name().text().startsWith(prefix))
                .toList();
    }

    /**
     * The content of a file that was found, to be read to its end even if the file is replaced meanwhile.
     *
     * @return empty if it was deleted since
     */
    public Optional<FileChannel> open(StoredFile file) {
        try {
            return Optional.of(contents.open(file.sha256()));
        } catch (java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", names, e);
        }
    }

    /**
     * Stores a file. When this returns it is on the disk; if it throws, nothing has changed. What can be refused without its
     * content is refused before the content is opened.
     *
     * @param announced the SHA-256 that the content must have
     * @param permitted asked once more when the content is there, since an upload takes its time
     * @return the file; {@code created} tells whether the name is new
     */
    public Stored put(FileName name, Body body, Condition condition, Optional<String> announced, Runnable permitted) {
        condition.check(find(name));
        checkRoom(name, body.length());
        AtomicLong taken = new AtomicLong();
        try (Upload upload = Upload.read(body.content().open(), temporary, count -> take(count, taken))) {
            announced.filter(sha256 -> !sha256.equals(upload.sha256)).ifPresent(sha256 -> {
                throw new HttpProblem(
                        400, "content-digest-differs", "the content does not have the digest it came with");
            });
            ReentrantLock lock = lock(name);
            lock.lock();
            try {
                permitted.run();
                return commit(name, upload, condition);
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            throw AtomicFiles.refused("storing a file in", temporary, e);
        } finally {
            bytes.addAndGet(-taken.get());
        }
    }

    /** Deletes a file; whether it was there. */
    public boolean delete(FileName name, Condition condition) {
        ReentrantLock lock = lock(name);
        lock.lock();
        try {
            StoredFile file = files.get(name.text());
            condition.check(Optional.ofNullable(file));
            if (file == null) {
                return false;
            }
            Disk.delete(names.resolve(entry(name)));
            files.remove(name.text());
            bytes.addAndGet(-file.size());
            contents.release(file.sha256());
            listener.deleted(name);
            return true;
        } catch (IOException e) {
            throw AtomicFiles.refused("deleting a file in", names, e);
        } finally {
            lock.unlock();
        }
    }

    /** A stored file, and whether its name is new. */
    public record Stored(StoredFile file, boolean created) {}

    private Stored commit(FileName name, Upload upload, Condition condition) throws IOException {
        StoredFile before = files.get(name.text());
        condition.check(Optional.ofNullable(before));
        checkCount(Optional.ofNullable(before));
        StoredFile file =
                new StoredFile(name, upload.sha256, upload.size, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        contents.keep(upload.sha256, upload.file);
        try {
            Disk.write(names.resolve(entry(name)), json(file), temporary);
        } catch (IOException e) {
            contents.release(upload.sha256);
            throw e;
        }
        files.put(name.text(), file);
        bytes.addAndGet(file.size());
        if (before != null) {
            bytes.addAndGet(-before.size());
            contents.release(before.sha256());
        }
        listener.stored(file);
        return new Stored(file, before == null);
    }

    /** Counts bytes of uploads under way like those of files, so that many uploads at once cannot pass the limit. */
    private void take(long count, AtomicLong taken) {
        if (taken.addAndGet(count) > limits.fileBytes()) {
            bytes.addAndGet(count);
            throw tooLarge();
        }
        if (bytes.addAndGet(count) > limits.storeBytes()) {
            throw full();
        }
    }

    private void checkRoom(FileName name, long length) {
        if (length > limits.fileBytes()) {
            throw tooLarge();
        }
        if (length > limits.storeBytes() - bytes.get()) {
            throw full();
        }
        checkCount(find(name));
    }

    private void checkCount(Optional<StoredFile> before) {
        if (before.isEmpty() && files.size() >= limits.files()) {
            throw new HttpProblem(507, "store-full", "there are " + limits.files() + " files, which is the most");
        }
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(413, "file-too-large", "a file has at most " + limits.fileBytes() + " bytes");
    }

    private HttpProblem full() {
        return new HttpProblem(507, "store-full", "all files together have at most " + limits.storeBytes() + " bytes");
    }

    private void load() throws IOException {
        try (var all = Files.newDirectoryStream(temporary)) {
            for (Path left : all) {
                Files.delete(left);
            }
        }
        try (var all = Files.newDirectoryStream(names)) {
            for (Path entry : all) {
                JsonNode json = JSON.readTree(Files.readAllBytes(entry));
                StoredFile file = new StoredFile(
                        FileName.parse(json.required("name").asString()),
                        json.required("sha256").asString(),
                        json.required("size").asLong(),
                        Instant.parse(json.required("modified").asString()));
                files.put(file.name().text(), file);
                contents.found(file.sha256());
                bytes.addAndGet(file.size());
            }
        }
        contents.deleteOrphans();
    }

    private static byte[] json(StoredFile file) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("name", file.name().text())
                .put("sha256", file.sha256())
                .put("size", file.size())
                .put("modified", file.modified().toString()));
    }

    private static String entry(FileName name) {
        return Sha256.hex(name.text().getBytes(StandardCharsets.US_ASCII));
    }

    private ReentrantLock lock(FileName name) {
        return locks[Math.floorMod(name.hashCode(), STRIPES)];
    }
}
