package dev.orrery.service.internal.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Has the disk begin with what was written of a file while more of it is coming, so that the end waits for the rest alone.
 * For one writer.
 */
final class Writeback {
    /** Smaller files are as fast with one wait. */
    private static final long STEP = 8 << 20;

    private final FileChannel channel;
    private long waiting;
    private @Nullable Thread running;

    /** The disk tells of a fault once, to whoever asks first. */
    private volatile @Nullable IOException fault;

    Writeback(FileChannel channel) {
        this.channel = channel;
    }

    /** Bytes that the disk does not have for sure. */
    void wrote(int count) {
        waiting += count;
        if (waiting >= STEP && (running == null || !running.isAlive())) {
            waiting = 0;
            running = Thread.ofVirtual().name("writeback").start(this::force);
        }
    }

    /** Once this returns, the disk has everything. */
    void finish() throws IOException {
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the disk");
            }
        }
        if (fault != null) {
            throw fault;
        }
        channel.force(true);
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            fault = e;
        }
    }
}
