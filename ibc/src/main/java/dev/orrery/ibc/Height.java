package dev.orrery.ibc;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A height as IBC counts it (ICS-02; ibc-go {@code ibc.core.client.v1.Height}): blocks start again at 1 with a new revision
 * of the chain.
 *
 * @param revision the number after the last dash of the chain ID, 0 where there is none
 * @param height the block
 */
public record Height(long revision, long height) implements Comparable<Height> {
    /** No height: a packet without a time-out height has it. */
    public static final Height ZERO = new Height(0, 0);

    /** ibc-go 02-client {@code ParseChainID}: a leading zero is no revision. */
    private static final Pattern REVISION = Pattern.compile(".*[^\\n-]-([1-9][0-9]*)");

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,20})-([0-9]{1,20})");

    /** The revision number of a chain's heights. */
    public static long revisionOf(String chainId) {
        Matcher matcher = REVISION.matcher(chainId);
        return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1)) : 0;
    }

    /**
     * Reads {@code 1-42}, revision 1 and height 42.
     *
     * @throws InvalidInputException if it is not two numbers with a dash between
     */
    public static Height parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(Failure.doing("reading the height \"" + text + "\"")
                    .expected("revision and height, such as 1-42")
                    .seen("\"" + text + "\"")
                    .build());
        }
        return new Height(Long.parseUnsignedLong(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2)));
    }

    /** From {@code ibc.core.client.v1.Height}. */
    public static Height decode(ProtoReader encoded) {
        return new Height(encoded.varint(1), encoded.varint(2));
    }

    public boolean isZero() {
        return revision == 0 && height == 0;
    }

    /** {@code ibc.core.client.v1.Height}. */
    public byte[] encode() {
        return new ProtoWriter().varint(1, revision).varint(2, height).toByteArray();
    }

    /** A later revision is higher than any height of an earlier one. */
    @Override
    public int compareTo(Height other) {
        int byRevision = Long.compareUnsigned(revision, other.revision);
        return byRevision != 0 ? byRevision : Long.compareUnsigned(height, other.height);
    }

    /** {@code 1-42}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(revision) + "-" + Long.toUnsignedString(height);
    }
}
