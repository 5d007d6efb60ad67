package dev.orrery.binaries.internal.download;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, piece by piece, for one thread. Other than with a stream, a server that falls silent is noticed, and an
 * interrupt is heeded.
 */
public final class BodyReader implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    static BodyReader of(Flow.Publisher<List<ByteBuffer>> body) {
        BodyReader reader = new BodyReader();
        body.subscribe(reader);
        return reader;
    }

    /**
     * The next bytes; empty at the end.
     *
     * @throws IOException if the connection broke, or nothing came for that long
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<List<ByteBuffer>> next(Duration patience) throws IOException, InterruptedException {
        Piece piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
        }
        if (piece.failure() != null) {
            throw new IOException(
                    Objects.toString(piece.failure().getMessage(), "the connection broke"), piece.failure());
        }
        if (piece.last()) {
            return Optional.empty();
        }
        Objects.requireNonNull(subscription).request(1);
        return Optional.of(piece.bytes());
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        made.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    @Override
    public void close() {
        Flow.Subscription made = subscription;
        if (made != null) {
            made.cancel();
        }
    }
}
