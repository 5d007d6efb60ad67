package dev.orrery.service.client;

import dev.orrery.base.AtomicFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.function.LongConsumer;

/** Streams that tell how far they are. */
final class Counting {
    private static final int BUFFER = 64 * 1024;

    private Counting() {}

    /** The other side ended it, not we. */
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        private final long received;

        private BrokenOff(long received, IOException cause) {
            super(cause);
            this.received = received;
        }

        long received() {
            return received;
        }
    }

    /**
     * Copies a stream to its end.
     *
     * @throws BrokenOff if it cannot be read; other exceptions are of writing
     */
    static long copy(InputStream in, OutputStream out, LongConsumer counted) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        for (int read = next(in, buffer, count); read >= 0; read = next(in, buffer, count)) {
            out.write(buffer, 0, read);
            count += read;
            counted.accept(count);
        }
        return count;
    }

    private static int next(InputStream in, byte[] buffer, long before) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BrokenOff(before, e);
        }
    }

    /** A file, from its beginning. */
    static InputStream open(Path file, LongConsumer counted) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                private long count;

                @Override
                public int read() throws IOException {
                    int one = super.read();
                    count(one < 0 ? -1 : 1);
                    return one;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int read = super.read(into, offset, length);
                    count(read);
                    return read;
                }

                private void count(int read) {
                    if (read > 0) {
                        count += read;
                        counted.accept(count);
                    }
                }
            };
        } catch (IOException e) {
            throw AtomicFiles.refused("reading", file, e);
        }
    }

    /** As HTTP writes it. */
    static Instant httpDate(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }
}
