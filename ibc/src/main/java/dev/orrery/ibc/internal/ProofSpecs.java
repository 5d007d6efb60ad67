package dev.orrery.ibc.internal;

import dev.orrery.client.wire.ProtoWriter;
import java.util.List;

/** How SDK chains prove what they store (ICS-23): a key in its IAVL store, then that store in the application's root. */
public final class ProofSpecs {
    private static final int SHA256 = 1;
    private static final int VAR_PROTO = 1;

    /** Encoded {@code cosmos.ics23.v1.ProofSpec}s. */
    public static final List<byte[]> SDK = List.of(spec(33, 4, 12), spec(32, 1, 1));

    private ProofSpecs() {}

    private static byte[] spec(int childSize, int minPrefix, int maxPrefix) {
        ProtoWriter leaf = new ProtoWriter()
                .varint(1, SHA256)
                .varint(3, SHA256)
                .varint(4, VAR_PROTO)
                .message(5, new byte[] {0});
        ProtoWriter inner = new ProtoWriter()
                .message(1, new byte[] {0, 1})
                .varint(2, childSize)
                .varint(3, minPrefix)
                .varint(4, maxPrefix)
                .varint(6, SHA256);
        return new ProtoWriter().message(1, leaf).message(2, inner).toByteArray();
    }
}
