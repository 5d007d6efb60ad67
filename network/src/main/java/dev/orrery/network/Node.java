package dev.orrery.network;

import dev.orrery.base.Deadline;
import dev.orrery.client.ChainClient;
import dev.orrery.client.ChainConnection;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.network.NetworkDescription.AccountDescription;
import dev.orrery.network.NetworkDescription.Endpoints;
import dev.orrery.network.NetworkDescription.NodeDescription;
import dev.orrery.network.internal.Lazy;
import java.net.URI;

/** One node of a chain. Thread-safe. */
public final class Node {
    private final Chain chain;
    private final NodeDescription description;
    private final Lazy<CometRpc> rpc;

    Node(Chain chain, NodeDescription description) {
        this.chain = chain;
        this.description = description;
        this.rpc = new Lazy<>(
                chain.name() + "/" + description.name(),
                () -> CometRpc.connect(rpcUri()),
                CometRpc::isOpen,
                CometRpc::close);
    }

    public Chain chain() {
        return chain;
    }

    /** {@code val1}. */
    public String name() {
        return description.name();
    }

    /**
     * Where the node can be reached. In a network that is ready its RPC answers; the other two are opened by the program
     * when it likes: gRPC is waited for by {@link #awaitGrpc}.
     */
    public Endpoints endpoints() {
        return description.endpoints();
    }

    /**
     * Waits until this node's gRPC can be called, for a stub or a program of your own: {@link Chain#client} passes through
     * the RPC as long as it cannot. Programs of SDK 0.47 and older open gRPC 5 s after their RPC, later ones with it.
     *
     * @throws dev.orrery.base.DeadlineExceededException with what came of the last attempt
     */
    public void awaitGrpc(Deadline deadline) {
        ChainConnection alone = ChainConnection.to(rpcUri(), chain.chainId())
                .grpc(endpoints().grpc())
                .build();
        try (ChainClient client = ChainClient.open(alone)) {
            client.awaitGrpc(deadline);
        }
    }

    /** The address of its consensus key: 40 upper-case hexadecimal digits, as CometBFT writes it. */
    public String consensusAddress() {
        return description.consensusAddress();
    }

    /**
     * The account that made this validator: it votes, edits, unjails and withdraws for it.
     *
     * @throws dev.orrery.base.InvalidInputException if the node is no validator of genesis
     */
    public Account operator() {
        return chain.account(
                description.operator().map(AccountDescription::name).orElse(name()));
    }

    /** What the network was attached by says of this node; it holds a mnemonic. */
    public NodeDescription description() {
        return description;
    }

    /**
     * This node's CometBFT RPC, connected when first used, and again when the connection was lost; the network's to close.
     *
     * @throws dev.orrery.base.ChainException if the node cannot be reached
     */
    public CometRpc rpc() {
        return rpc.get();
    }

    URI rpcUri() {
        return URI.create(description.endpoints().rpc());
    }

    void close() {
        rpc.close();
    }

    /** {@code hub/val1}. */
    @Override
    public String toString() {
        return chain.name() + "/" + name();
    }
}
