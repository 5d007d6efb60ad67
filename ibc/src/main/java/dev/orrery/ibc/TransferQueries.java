package dev.orrery.ibc;

import dev.orrery.base.ChainException;
import dev.orrery.client.Bech32;
import dev.orrery.client.rpc.CometRpc;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import dev.orrery.ibc.internal.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a chain's transfer module (ICS-20) knows. Thread-safe. */
public final class TransferQueries {
    private static final String QUERY = "/ibc.applications.transfer.v1.Query/";
    private static final String UNKNOWN = "unknown query path";

    private final CometRpc rpc;

    /** @param rpc a node of the chain; stays the caller's to close */
    public TransferQueries(CometRpc rpc) {
        this.rpc = rpc;
    }

    /**
     * What a voucher is: since ibc-go v9 the chain keeps hops ({@code Denom}), before it a path ({@code DenomTrace}).
     *
     * @param voucher {@code ibc/HASH} or the hash alone
     * @throws ChainException if the chain has never received such a coin
     */
    public Denom denom(String voucher) {
        String hash = voucher.startsWith("ibc/") ? voucher.substring("ibc/".length()) : voucher;
        byte[] request = new ProtoWriter().string(1, hash).toByteArray();
        try {
            ProtoReader denom =
                    ProtoReader.of(rpc.abciQuery(QUERY + "Denom", request)).message(1);
            List<Denom.Hop> hops = new ArrayList<>();
            for (byte[] each : denom.repeated(3)) {
                ProtoReader hop = ProtoReader.of(each);
                hops.add(new Denom.Hop(hop.string(1), hop.string(2)));
            }
            return new Denom(hops, denom.string(1));
        } catch (ChainException e) {
            if (!e.failure().seen().orElse("").contains(UNKNOWN)) {
                throw e;
            }
            ProtoReader trace =
                    ProtoReader.of(rpc.abciQuery(QUERY + "DenomTrace", request)).message(1);
            return Denom.parse(trace.string(1) + "/" + trace.string(2));
        }
    }

    /**
     * Where a chain keeps the coins that it has sent through a channel (ibc-go {@code GetEscrowAddress}; SDK ADR-028).
     *
     * @param prefix the chain's Bech32 prefix
     */
    public static String escrowAddress(String prefix, String port, String channel) {
        byte[] preimage = ("ics20-1\0" + port + "/" + channel).getBytes(StandardCharsets.UTF_8);
        return Bech32.encode(prefix, Arrays.copyOf(Merkle.sha256(preimage), 20));
    }
}
