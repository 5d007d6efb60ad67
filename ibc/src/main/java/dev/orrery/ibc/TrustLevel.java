package dev.orrery.ibc;

import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.math.BigInteger;

/** What part of the validators that a light client trusts must have signed a header (ICS-07). */
public record TrustLevel(long numerator, long denominator) {
    /** What relayers choose. */
    public static final TrustLevel ONE_THIRD = new TrustLevel(1, 3);

    /** What a block needs (CometBFT). */
    public static final TrustLevel TWO_THIRDS = new TrustLevel(2, 3);

    static TrustLevel decode(ProtoReader fraction) {
        return new TrustLevel(fraction.varint(1), fraction.varint(2));
    }

    ProtoWriter encode() {
        return new ProtoWriter().varint(1, numerator).varint(2, denominator);
    }

    /** The least power that is more than this part of all. */
    public long needed(long all) {
        return BigInteger.valueOf(all)
                .multiply(BigInteger.valueOf(numerator))
                .divide(BigInteger.valueOf(denominator))
                .add(BigInteger.ONE)
                .longValueExact();
    }
}
