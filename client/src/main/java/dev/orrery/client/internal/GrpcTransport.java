package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Queries over gRPC with messages as bytes, so that no stub is needed. */
public final class GrpcTransport implements QueryTransport {
    private static final int MAX_ANSWER = 128 * 1024 * 1024;

    private final URI uri;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ManagedChannel channel;

    /** @param grpc {@code http://host:port}, or {@code https} for TLS; nothing is opened before the first call */
    public GrpcTransport(URI grpc) {
        this.uri = grpc;
    }

    @Override
    public byte[] call(String method, byte[] request, Deadline deadline) {
        MethodDescriptor<byte[], byte[]> descriptor = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method)
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
        try {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadlineAfter(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return ClientCalls.blockingUnaryCall(channel(), descriptor, options, request);
        } catch (StatusRuntimeException e) {
            throw failed(method, deadline, e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (channel != null) {
                channel.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }

    private ManagedChannel channel() {
        lock.lock();
        try {
            ManagedChannel open = channel;
            if (open == null) {
                NettyChannelBuilder builder =
                        NettyChannelBuilder.forTarget(uri.getRawAuthority()).maxInboundMessageSize(MAX_ANSWER);
                open = ("https".equals(uri.getScheme()) ? builder : builder.usePlaintext()).build();
                channel = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    private RuntimeException failed(String method, Deadline deadline, StatusRuntimeException e) {
        Status status = e.getStatus();
        String words = status.getDescription() == null ? "no further words" : status.getDescription();
        Failure.Builder failure = Failure.doing("querying " + method).where(uri.toString());
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED ->
                new DeadlineExceededException(
                        failure.expected("an answer within " + deadline.total())
                                .seen(words)
                                .hint("the node may be overloaded or paused; its log tells more")
                                .build(),
                        e);
            case UNAVAILABLE ->
                new ChainException(
                        failure.seen("the node cannot be reached over gRPC: " + words)
                                .hint("is it running? Its address is [grpc] address in app.toml")
                                .build(),
                        e);
            default ->
                new ChainException(
                        failure.seen(
                                        status.getCode() == Status.Code.UNKNOWN
                                                ? words
                                                : words + " (" + status.getCode() + ")")
                                .build(),
                        e);
        };
    }

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };
}
