package dev.orrery.client.proto;

import java.util.List;

/** A node that serves its proto files one by one, as {@code grpc.reflection} does. Thread-safe. */
public interface DescriptorSource {
    /**
     * The file that declares a message or a service, and perhaps those that it imports.
     *
     * @param symbol its full name: {@code cosmos.bank.v1beta1.Query}
     * @return encoded {@code google.protobuf.FileDescriptorProto}s, the one that was asked for first; none if the node
     *     does not know it
     */
    List<byte[]> fileContaining(String symbol);

    /** As {@link #fileContaining}, by the file's own name: {@code cosmos/bank/v1beta1/query.proto}. */
    List<byte[]> fileNamed(String name);

    /** The full names of all services. */
    List<String> services();
}
