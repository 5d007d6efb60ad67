package dev.orrery.service.internal.files;

import dev.orrery.service.internal.disk.Disk;
import dev.orrery.service.internal.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Bytes on their way in: a file beside the others that has no name yet, and goes with this object unless it is kept. */
final class Upload implements AutoCloseable {
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
        try (FileChannel channel = Disk.create(file);
                Hashing hashing = new Hashing()) {
            Writeback writeback = new Writeback(channel);
            long size = 0;
            byte[] piece = hashing.piece();
            int read = fill(in, piece, counted);
            while (read == piece.length) {
                hashing.add(piece);
                write(channel, piece, read);
                writeback.wrote(read);
                size += read;
                piece = hashing.piece();
                read = fill(in, piece, counted);
            }
            write(channel, piece, read);
            writeback.finish();
            whole = true;
            return new Upload(file, hashing.finish(piece, read), size + read);
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

    /** As many bytes as there is room for, unless the stream ends before. */
    private static int fill(InputStream in, byte[] piece, LongConsumer counted) {
        try {
            int read = in.readNBytes(piece, 0, piece.length);
            counted.accept(read);
            return read;
        } catch (IOException e) {
            throw new HttpProblem(400, "upload-ended", "the upload ended before its last byte; nothing was kept");
        }
    }

    private static void write(FileChannel channel, byte[] piece, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
