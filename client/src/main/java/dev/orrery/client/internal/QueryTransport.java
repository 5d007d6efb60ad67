package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;

/** A way to ask a chain's gRPC services. Thread-safe. */
public interface QueryTransport extends AutoCloseable {
    /**
     * One call.
     *
     * @param method {@code cosmos.bank.v1beta1.Query/Balance}
     * @param request the encoded request
     * @return the encoded response
     * @throws ChainException with the chain's own words, or if it cannot be reached
     */
    byte[] call(String method, byte[] request, Deadline deadline);

    @Override
    void close();
}
