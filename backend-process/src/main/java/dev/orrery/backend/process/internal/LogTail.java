package dev.orrery.backend.process.internal;

import dev.orrery.base.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of a log, without reading what comes before it. */
final class LogTail {
    private static final int FIRST_GUESS = 16 * 1024;

    private LogTail() {}

    /** The last lines, oldest first; none if there is no such file. */
    static List<String> read(Path log, int atMost) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = file.size();
            for (long length = FIRST_GUESS; ; length *= 4) {
                long from = Math.max(0, size - length);
                List<String> lines = text(file, from, size).lines().toList();
                // Unless it reaches back to the start, the first line may have lost its beginning.
                if (from == 0 || lines.size() > atMost) {
                    return lines.subList(Math.max(0, lines.size() - atMost), lines.size());
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw AtomicFiles.refused("reading the log", log, e);
        }
    }

    private static String text(FileChannel file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Reads on until the buffer is full.
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
}
