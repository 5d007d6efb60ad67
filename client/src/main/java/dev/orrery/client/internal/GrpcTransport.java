package dev.orrery.client.internal;

import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.OrreryException;
import dev.orrery.base.UnreachableException;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries over gRPC with messages as bytes, so that no stub is needed. */
public final class GrpcTransport implements QueryTransport {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcTransport.class);
    private static final int MAX_ANSWER = 128 * 1024 * 1024;
    private static final Duration LAST_ATTEMPT = Duration.ofSeconds(1);

    /** {@code server.startAPIserver} of SDK 0.47 waits for {@code ServerStartTime} before gRPC is served. */
    private static final String WHEN_REFUSED =
            "is it running? Its address is [grpc] address in app.toml; programs of SDK 0.47"
                    + " and older open it 5 s after the rest";

    private final URI uri;
    private final Optional<Path> trusted;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ManagedChannel channel;
    private boolean opening;
    private volatile boolean failed;
    private boolean closed;

    /**
     * Nothing is opened before the first call.
     *
     * @param grpc {@code http://host:port}, or {@code https} for TLS
     * @param trusted certificates in PEM to be trusted, instead of those that the Java platform knows
     */
    public GrpcTransport(URI grpc, Optional<Path> trusted) {
        this.uri = grpc;
        this.trusted = trusted;
    }

    @Override
    public byte[] call(String method, byte[] request, Deadline deadline) {
        MethodDescriptor<byte[], byte[]> descriptor = descriptor(MethodDescriptor.MethodType.UNARY, method);
        try {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadlineAfter(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return ClientCalls.blockingUnaryCall(channel(), descriptor, options, request);
        } catch (StatusRuntimeException e) {
            throw failed(method, deadline, e);
        }
    }

    /**
     * The first answer of a method that streams them.
     *
     * @return empty if the node does not have the method
     */
    Optional<byte[]> first(String method, byte[] request, Deadline deadline) {
        MethodDescriptor<byte[], byte[]> descriptor = descriptor(MethodDescriptor.MethodType.SERVER_STREAMING, method);
        CallOptions options =
                CallOptions.DEFAULT.withDeadlineAfter(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        try {
            Iterator<byte[]> answers = ClientCalls.blockingServerStreamingCall(channel(), descriptor, options, request);
            return answers.hasNext() ? Optional.of(answers.next()) : Optional.empty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                return Optional.empty();
            }
            throw failed(method, deadline, e);
        }
    }

    private static MethodDescriptor<byte[], byte[]> descriptor(MethodDescriptor.MethodType type, String method) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(method)
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
    }

    /**
     * Whether a call would wait until there is a connection. Begins with one in the background, since the first of a virtual
     * machine takes a second; what fails there fails again, with its words, in the call itself.
     */
    boolean isOpening() {
        if (!lock.tryLock()) {
            return true;
        }
        try {
            if (channel != null) {
                ConnectivityState state = channel.getState(true);
                return state == ConnectivityState.IDLE || state == ConnectivityState.CONNECTING;
            }
            if (!opening && !closed) {
                opening = true;
                Thread.startVirtualThread(this::openInBackground);
            }
            return !failed && !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the node's gRPC can be called.
     *
     * @throws DeadlineExceededException if it cannot in time, with what came of the last attempt
     */
    void awaitOpen(Deadline deadline) {
        Failure.Builder failure = Failure.doing("waiting for the node's gRPC").where(uri.toString());
        if (GrpcOpening.await(this::channel, deadline, failure.build())) {
            return;
        }
        try {
            // The channel keeps to itself why it has no connection.
            byte[] unused = call("grpc.health.v1.Health/Check", new byte[0], Deadline.after(LAST_ATTEMPT));
        } catch (UnreachableException | DeadlineExceededException e) {
            throw new DeadlineExceededException(
                    failure.expected("a connection within " + deadline.total())
                            .seen(e.failure().seen().orElse("none"))
                            .hint(WHEN_REFUSED)
                            .build(),
                    e);
        } catch (ChainException e) {
            LOG.debug("{} can be called in the last moment", uri, e);
        }
    }

    private void openInBackground() {
        try {
            channel().getState(true);
        } catch (OrreryException e) {
            failed = true;
            LOG.debug("no gRPC at {}", uri, e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
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
            if (closed) {
                throw new ChainException(Failure.doing("calling " + uri)
                        .seen("this client is closed")
                        .build());
            }
            ManagedChannel open = channel;
            if (open == null) {
                open = open();
                channel = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    private ManagedChannel open() {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget("dns:///" + uri.getHost() + ":" + port)
                .maxInboundMessageSize(MAX_ANSWER);
        if (!tls) {
            return builder.usePlaintext().build();
        }
        if (trusted.isPresent()) {
            try {
                builder.sslContext(GrpcSslContexts.forClient()
                        .trustManager(trusted.get().toFile())
                        .build());
            } catch (SSLException | IllegalArgumentException e) {
                throw new InvalidInputException(Failure.doing("reading the certificates to trust")
                        .where(trusted.get().toString())
                        .expected("X.509 certificates in PEM")
                        .seen(String.valueOf(e.getMessage()))
                        .build());
            }
        }
        return builder.build();
    }

    private RuntimeException failed(String method, Deadline deadline, StatusRuntimeException e) {
        Status status = e.getStatus();
        String words = status.getDescription() == null ? "no further words" : status.getDescription();
        Failure.Builder failure = Failure.doing("querying " + method).where(uri.toString());
        // What the node itself does not know how to call has no cause on this side.
        boolean broken = status.getCode() == Status.Code.UNKNOWN && status.getCause() != null;
        return switch (broken ? Status.Code.UNAVAILABLE : status.getCode()) {
            case DEADLINE_EXCEEDED ->
                new DeadlineExceededException(
                        failure.expected("an answer within " + deadline.total())
                                .seen(words)
                                .hint("the node may be overloaded or paused; its log tells more")
                                .build(),
                        e);
            case UNAVAILABLE -> {
                // Otherwise it would not be tried again for a while, and then longer and longer.
                channel().resetConnectBackoff();
                yield new UnreachableException(
                        failure.seen("the node cannot be reached over gRPC: " + words)
                                .hint(WHEN_REFUSED)
                                .build(),
                        e);
            }
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
