package dev.orrery.backend.process.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Reads a growing file line by line, holding an incomplete line back. Goes on reading a file that was deleted. */
final class LineReader implements Closeable {
    private final FileChannel file;
    private final Consumer<String> out;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final ByteArrayOutputStream incomplete = new ByteArrayOutputStream();

    LineReader(Path path, Consumer<String> out) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.out = out;
    }

    /** Reads what has come since. */
    void readComplete() throws IOException {
        while (file.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b == '\n') {
                    emit();
                } else {
                    incomplete.write(b);
                }
            }
        }
    }

    /** Reads what has come since, and the last line even if it lacks its end. */
    void readRest() throws IOException {
        readComplete();
        if (incomplete.size() > 0) {
            emit();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void emit() {
        String line = incomplete.toString(StandardCharsets.UTF_8);
        incomplete.reset();
        out.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
