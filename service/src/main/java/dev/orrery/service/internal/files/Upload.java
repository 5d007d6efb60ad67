package dev.orrery.service.internal.files;

import dev.orrery.base.Sha256;
import dev.orrery.service.internal.disk.Disk;
import dev.orrery.service.internal.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Bytes on their way in: a file beside the others that has no name yet, and goes with this object unless it is kept. */
final class Upload implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    final Path file;
    final String sha256;
    final long size;

    private Upload(Path file, String sha256, long size) {
        this.file = file;
        this.sha256 = sha256;
        this.size = size;
    }

    /**
     * Reads a stream to its end and makes its bytes last.
     *
     * @param counted told how many bytes are about to be written; may throw to end it
     * @throws HttpProblem if the client went away before the end
     */
    static Upload read(InputStream in, Path temporary, LongConsumer counted) throws IOException {
        Path file = temporary.resolve(UUID.randomUUID().toString());
        boolean whole = false;
        try (FileChannel channel = Disk.create(file)) {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = next(in, buffer); read >= 0; read = next(in, buffer)) {
                counted.accept(read);
                digest.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                size += read;
            }
            channel.force(true);
            whole = true;
            return new Upload(file, HexFormat.of().formatHex(digest.digest()), size);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new HttpProblem(400, "upload-ended", "the upload ended before its last byte; nothing was kept");
        }
    }
}
