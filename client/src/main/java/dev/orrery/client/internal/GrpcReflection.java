package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.Failure;
import dev.orrery.client.proto.DescriptorSource;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * gRPC's own reflection ({@code grpc/reflection/v1/reflection.proto}), which every SDK chain serves, most of them as
 * {@code v1alpha}. It is a stream of questions and answers; here each stream has one question.
 */
public final class GrpcReflection implements DescriptorSource {
    private static final List<String> METHODS = List.of(
            "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo");

    // ServerReflectionRequest
    private static final int FILE_BY_FILENAME = 3;
    private static final int FILE_CONTAINING_SYMBOL = 4;
    private static final int LIST_SERVICES = 7;
    // ServerReflectionResponse
    private static final int FILES = 4;
    private static final int SERVICES = 6;
    private static final int ERROR = 7;
    private static final int NOT_FOUND = 5;

    private final Supplier<Optional<GrpcTransport>> grpc;
    private final Duration timeout;
    private volatile @Nullable String method;

    /**
     * @param grpc that of the node in use
     * @param timeout how long one question may take
     */
    public GrpcReflection(Supplier<Optional<GrpcTransport>> grpc, Duration timeout) {
        this.grpc = grpc;
        this.timeout = timeout;
    }

    @Override
    public List<byte[]> fileContaining(String symbol) {
        return files(FILE_CONTAINING_SYMBOL, symbol);
    }

    @Override
    public List<byte[]> fileNamed(String name) {
        return files(FILE_BY_FILENAME, name);
    }

    @Override
    public List<String> services() {
        return ask(LIST_SERVICES, "*").message(SERVICES).repeated(1).stream()
                .map(service -> ProtoReader.of(service).string(1))
                .toList();
    }

    private List<byte[]> files(int question, String about) {
        return ask(question, about).message(FILES).repeated(1);
    }

    private ProtoReader ask(int question, String about) {
        Deadline deadline = Deadline.after(timeout);
        byte[] request = new ProtoWriter()
                .bytes(question, about.getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        GrpcTransport node = grpc.get().orElseThrow(() -> notServed("there is no address of its gRPC"));
        // A node that has just been started may open its gRPC later than its RPC.
        node.awaitOpen(deadline);
        String known = method;
        for (String candidate : known == null ? METHODS : List.of(known)) {
            Optional<byte[]> answer = node.first(candidate, request, deadline);
            if (answer.isPresent()) {
                method = candidate;
                return checked(ProtoReader.of(answer.get()), about);
            }
        }
        throw notServed("it has none of " + String.join(", ", METHODS));
    }

    /** That it does not know something is an answer; any other error is not. */
    private static ProtoReader checked(ProtoReader answer, String about) {
        ProtoReader error = answer.message(ERROR);
        if (error.varint(1) != 0 && error.varint(1) != NOT_FOUND) {
            throw new ChainException(Failure.doing("asking for the descriptors of " + about)
                    .seen(error.string(2))
                    .build());
        }
        return answer;
    }

    private static ChainException notServed(String seen) {
        return new ChainException(Failure.doing("asking the node for its descriptors")
                .expected("cosmos.reflection.v1, or gRPC's own reflection")
                .seen(seen)
                .hint("give the address of the node's gRPC, [grpc] address in its app.toml")
                .build());
    }
}
