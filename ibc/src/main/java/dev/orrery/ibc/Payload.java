package dev.orrery.ibc;

import dev.orrery.client.wire.ProtoReader;
import java.util.Arrays;

/**
 * What one application of one chain tells one of the other in a packet of IBC v2 (ICS-04 v2; ibc-go
 * {@code ibc.core.channel.v2.Payload}). Immutable.
 */
public final class Payload {
    private final String sourcePort;
    private final String destinationPort;
    private final String version;
    private final String encoding;
    private final byte[] value;

    /**
     * @param sourcePort {@code transfer}
     * @param destinationPort {@code transfer}
     * @param version what the applications speak: {@code ics20-1}
     * @param encoding how the value is written: {@code application/json}
     */
    public Payload(String sourcePort, String destinationPort, String version, String encoding, byte[] value) {
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
        this.version = version;
        this.encoding = encoding;
        this.value = value.clone();
    }

    static Payload decode(ProtoReader message) {
        return new Payload(
                message.string(1), message.string(2), message.string(3), message.string(4), message.bytes(5));
    }

    public String sourcePort() {
        return sourcePort;
    }

    public String destinationPort() {
        return destinationPort;
    }

    public String version() {
        return version;
    }

    public String encoding() {
        return encoding;
    }

    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload
                && sourcePort.equals(payload.sourcePort)
                && destinationPort.equals(payload.destinationPort)
                && version.equals(payload.version)
                && encoding.equals(payload.encoding)
                && Arrays.equals(value, payload.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** {@code transfer ics20-1, 120 bytes of application/json}. */
    @Override
    public String toString() {
        return sourcePort + " " + version + ", " + value.length + " bytes of " + encoding;
    }
}
