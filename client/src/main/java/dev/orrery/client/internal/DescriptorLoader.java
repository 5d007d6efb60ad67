package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.UnreachableException;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.proto.DescriptorCache;
import dev.orrery.client.proto.Descriptors;
import dev.orrery.client.wire.ProtoReader;
import java.util.Optional;

/**
 * Gets a chain's descriptors: kept ones, else all at once from {@code cosmos.reflection.v1}, else one by one from gRPC's
 * own reflection.
 */
public final class DescriptorLoader {
    private final ChainConnection connection;
    private final NodeTransport queries;

    private DescriptorLoader(ChainConnection connection, NodeTransport queries) {
        this.connection = connection;
        this.queries = queries;
    }

    public static Descriptors load(ChainConnection connection, NodeTransport queries) {
        return new DescriptorLoader(connection, queries).load();
    }

    private Descriptors load() {
        Optional<DescriptorCache> cache = connection.descriptors();
        Optional<String> name = cache.flatMap(kept -> kept.key().or(this::version));
        Optional<Descriptors> all = name.isPresent()
                ? cache.flatMap(kept -> kept.get(name.get(), this::all))
                : all().map(Descriptors::link);
        return all.orElseGet(() -> Descriptors.servedBy(new GrpcReflection(queries::grpc, connection.timeout())));
    }

    private Optional<byte[]> all() {
        try {
            return Optional.of(call(Descriptors.REFLECTION_METHOD));
        } catch (UnreachableException e) {
            throw e;
        } catch (ChainException e) {
            // The chain has no such service, unless there is no node of it to ask: then this says why.
            queries.connect(Deadline.after(connection.timeout()));
            return Optional.empty();
        }
    }

    /** What the node runs, if its program was built with version and commit ({@code version.Info} of the SDK). */
    private Optional<String> version() {
        ProtoReader application = ProtoReader.of(call("cosmos.base.tendermint.v1beta1.Service/GetNodeInfo"))
                .message(2);
        String version = application.string(3);
        String commit = application.string(4);
        return version.isEmpty() || commit.isEmpty()
                ? Optional.empty()
                : Optional.of(application.string(1) + " " + application.string(2) + " " + version + " " + commit);
    }

    private byte[] call(String method) {
        return queries.call(method, new byte[0], Deadline.after(connection.timeout()));
    }
}
