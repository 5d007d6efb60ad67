package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where one node of a chain can be reached.
 *
 * @param rpc its CometBFT RPC: {@code http://127.0.0.1:26657}; {@code https} for TLS; {@code ws}, {@code wss} and
 *     {@code tcp} are understood
 * @param grpc its gRPC: {@code http://127.0.0.1:9090}; {@code https} for TLS; without it queries pass through the RPC
 */
public record NodeUrls(URI rpc, Optional<URI> grpc) {
    private static final Set<String> RPC_SCHEMES = Set.of("http", "https", "ws", "wss", "tcp");
    private static final Set<String> GRPC_SCHEMES = Set.of("http", "https");

    public NodeUrls {
        check("RPC", rpc, RPC_SCHEMES, "http://127.0.0.1:26657");
        grpc.ifPresent(uri -> check("gRPC", uri, GRPC_SCHEMES, "http://127.0.0.1:9090"));
    }

    public NodeUrls(URI rpc) {
        this(rpc, Optional.empty());
    }

    /** Reads an address; errors say what one looks like. */
    static URI parse(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw invalid("", address, "http://127.0.0.1:26657");
        }
    }

    private static void check(String what, URI uri, Set<String> schemes, String example) {
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw invalid(what, uri.toString(), example);
        }
    }

    private static InvalidInputException invalid(String what, String seen, String example) {
        return new InvalidInputException(Failure.doing(("reading the address of a node's " + what).strip())
                .expected("scheme, host and port, such as " + example)
                .seen(seen)
                .build());
    }
}
