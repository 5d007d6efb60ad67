package dev.orrery.ibc;

import dev.orrery.client.ChainClient;
import dev.orrery.client.keys.Signer;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.ibc.internal.LightBlocks;

/**
 * One chain as a relayer holds it: a way to talk to it, and the account that pays for what is relayed to it. Thread-safe.
 */
public final class IbcChain {
    private final String name;
    private final ChainClient client;
    private final Signer signer;
    private final LightBlocks lightBlocks;

    /**
     * @param name what people call the chain: {@code hub}
     * @param client stays the caller's to close
     * @param signer the relayer's account on that chain; it pays fees, and nobody else should send from it
     */
    public IbcChain(String name, ChainClient client, Signer signer) {
        this.name = name;
        this.client = client;
        this.signer = signer;
        this.lightBlocks = new LightBlocks(name, client::rpc);
    }

    /** {@code hub}. */
    public String name() {
        return name;
    }

    /** {@code hub-1}. */
    public String chainId() {
        return client.connection().chainId();
    }

    /** The revision number of its heights. */
    public long revision() {
        return Height.revisionOf(chainId());
    }

    /** A height of this chain, as IBC counts it. */
    public Height height(long block) {
        return new Height(revision(), block);
    }

    public ChainClient client() {
        return client;
    }

    /** The account that relays. */
    public Signer signer() {
        return signer;
    }

    /** The relaying account's address. */
    public String address() {
        return signer.publicKey().address(client.connection().prefix());
    }

    /** What the chain says of its clients, connections and channels. */
    public IbcQueries queries() {
        return new IbcQueries(rpc());
    }

    CometRpc rpc() {
        return client.rpc();
    }

    LightBlocks lightBlocks() {
        return lightBlocks;
    }

    @Override
    public String toString() {
        return name;
    }
}
