package dev.orrery.client.rpc;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;

/**
 * A chain's events that match a query, in order, from the moment the stream was opened. Thread-safe; each event is given
 * to one reader.
 */
public sealed interface EventStream extends AutoCloseable permits LiveStream, FollowedStream {
    /** What it was opened with. */
    String query();

    /**
     * The next event, waiting for it if it has not happened yet.
     *
     * @throws DeadlineExceededException if none comes in time
     * @throws ChainException if none can come any more, because the stream was closed; and, of a stream that belongs to
     *     one connection, because that is lost
     */
    NodeEvent next(Deadline deadline);

    /** Whoever waits is told. */
    @Override
    void close();
}
