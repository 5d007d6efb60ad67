package dev.orrery.client.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.Collection;
import java.util.Optional;

/** The proto files of a chain, each read when it is needed. Thread-safe. */
interface DescriptorFiles {
    /** The name of the file that declares a message or a service. */
    Optional<String> fileOf(String symbol);

    /** A file by its name; empty if the chain does not have it. */
    Optional<FileDescriptorProto> file(String name);

    /** The full names of messages, as far as they are known. */
    Collection<String> messageNames();

    /** The full names of services. */
    Collection<String> serviceNames();
}
