package dev.orrery.service.internal.files;

import dev.orrery.base.Sha256;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of content that comes in pieces, taken beside who receives and writes them; in their own thread where there is
 * one piece alone. For one writer.
 */
final class Hashing implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final int PIECES = 4;
    private static final byte[] END = new byte[0];

    private final MessageDigest digest = Sha256.digest();
    private final BlockingQueue<byte[]> full = new ArrayBlockingQueue<>(PIECES + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(PIECES);
    private int pieces;
    private @Nullable Thread thread;

    /** A piece to be filled, which nobody reads any more. */
    byte[] piece() throws InterruptedIOException {
        byte[] used = free.poll();
        if (used == null && pieces < PIECES) {
            pieces++;
            used = new byte[PIECE];
        }
        return used == null ? uninterrupted(free::take) : used;
    }

    /** Takes over a full piece. It may still be read until the next one is asked for. */
    void add(byte[] piece) throws InterruptedIOException {
        if (thread == null) {
            thread = Thread.ofVirtual().name("hashing").start(this::hashAll);
        }
        uninterrupted(() -> {
            full.put(piece);
            return piece;
        });
    }

    /**
     * The hash of all pieces, in hexadecimal.
     *
     * @param last the piece that was not filled
     */
    String finish(byte[] last, int length) throws InterruptedIOException {
        Thread running = thread;
        if (running != null) {
            uninterrupted(() -> {
                full.put(END);
                running.join();
                return END;
            });
        }
        digest.update(last, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void hashAll() {
        try {
            for (byte[] piece = full.take(); piece.length > 0; piece = full.take()) {
                digest.update(piece);
                free.add(piece);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody wants to know any more
        }
    }

    private interface Waiting {
        byte[] run() throws InterruptedException;
    }

    private static byte[] uninterrupted(Waiting waiting) throws InterruptedIOException {
        try {
            return waiting.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while hashing");
        }
    }
}
