package dev.orrery.client.modules;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A denom with the way it has come (ICS-20; ibc-go ADR-001): on each chain it went to, the receiving end of the channel.
 *
 * @param hops the newest first; none for a denom on its own chain
 * @param base what it is called at home: {@code uatom}
 */
public record Denom(List<Hop> hops, String base) {
    private static final String VOUCHER = "ibc/";
    private static final Pattern CHANNEL = Pattern.compile("channel-[0-9]{1,20}");

    /**
     * The end of a channel that a coin came in through.
     *
     * @param port {@code transfer}
     * @param channel {@code channel-0}
     */
    public record Hop(String port, String channel) {
        /** {@code transfer/channel-0}. */
        @Override
        public String toString() {
            return port + "/" + channel;
        }
    }

    public Denom {
        hops = List.copyOf(hops);
    }

    /** A denom that is at home on the chain in question. */
    public static Denom of(String base) {
        return new Denom(List.of(), base);
    }

    /**
     * Reads a trace: {@code transfer/channel-1/transfer/channel-0/uatom}. The base may have slashes itself, as
     * {@code gamm/pool/1} has; a pair is a hop if its second half is a channel's name, as ibc-go reads it.
     *
     * @throws InvalidInputException if there is no base, or it is the hash of a trace
     */
    public static Denom parse(String trace) {
        String[] parts = trace.split("/", -1);
        List<Hop> hops = new ArrayList<>();
        int i = 0;
        while (i + 2 < parts.length && CHANNEL.matcher(parts[i + 1]).matches()) {
            hops.add(new Hop(parts[i], parts[i + 1]));
            i += 2;
        }
        String base = String.join("/", List.of(parts).subList(i, parts.length));
        if (base.isEmpty() || base.startsWith(VOUCHER)) {
            throw new InvalidInputException(Failure.doing("reading the trace \"" + trace + "\"")
                    .expected("port/channel pairs and a base denom")
                    .seen(base.isEmpty() ? "no base" : "the hash of another trace")
                    .hint("a chain knows the trace of a hash: ask it")
                    .build());
        }
        return new Denom(hops, base);
    }

    /** The same denom once a chain has received it through this end of a channel. */
    public Denom receivedThrough(String port, String channel) {
        List<Hop> longer = new ArrayList<>(List.of(new Hop(port, channel)));
        longer.addAll(hops);
        return new Denom(longer, base);
    }

    /**
     * The denom on the other chain once it is sent back through the end it came in through.
     *
     * @throws InvalidInputException if it did not come in through that end
     */
    public Denom returnedThrough(String port, String channel) {
        if (hops.isEmpty() || !hops.getFirst().equals(new Hop(port, channel))) {
            throw new InvalidInputException(
                    Failure.doing("sending " + trace() + " back through " + port + "/" + channel)
                            .expected("a denom that came in there")
                            .seen(hops.isEmpty() ? "one at home" : "one that came in through " + hops.getFirst())
                            .build());
        }
        return new Denom(hops.subList(1, hops.size()), base);
    }

    public boolean isVoucher() {
        return !hops.isEmpty();
    }

    /** {@code transfer/channel-1/transfer/channel-0/uatom}. */
    public String trace() {
        return hops.stream().map(hop -> hop + "/").collect(Collectors.joining()) + base;
    }

    /** SHA-256 of the trace, in upper-case hexadecimal. */
    public String hash() {
        return HexFormat.of().withUpperCase().formatHex(Sha256.of(trace().getBytes(StandardCharsets.UTF_8)));
    }

    /** What the chain's bank calls it: {@code ibc/} and the hash for vouchers, else the base. */
    public String onChain() {
        return isVoucher() ? VOUCHER + hash() : base;
    }

    /** The trace. */
    @Override
    public String toString() {
        return trace();
    }
}
