package dev.orrery.ibc;

import dev.orrery.client.Event;
import dev.orrery.client.wire.ProtoReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the receiving application answered (ICS-04; ICS-04 v2). Immutable. */
public final class Acknowledgement {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What stands for the answer of an application of IBC v2 that refused (ibc-go {@code ErrorAcknowledgement}). */
    private static final byte[] REFUSED_V2 =
            HexFormat.of().parseHex("4774d4a575993f963b1c06573736617a457abef8589178db8d10c94b4ab511ab");

    private final byte[] bytes;
    private final byte[] encoded;

    public Acknowledgement(byte[] bytes) {
        this(bytes, bytes);
    }

    private Acknowledgement(byte[] bytes, byte[] encoded) {
        this.bytes = bytes.clone();
        this.encoded = encoded.clone();
    }

    /** What an event of 04-channel tells; {@code ibc.core.channel.v2.Acknowledgement} has an answer of each application. */
    static Optional<Acknowledgement> of(Event event) {
        return event.attribute("encoded_acknowledgement_hex")
                .map(HexFormat.of()::parseHex)
                .map(whole -> new Acknowledgement(
                        Packet.first(ProtoReader.of(whole), 1).orElse(new byte[0]), whole))
                .or(() -> event.attribute("packet_ack_hex")
                        .map(HexFormat.of()::parseHex)
                        .map(Acknowledgement::new));
    }

    /** As the messages of its version of IBC carry it. */
    byte[] encode() {
        return encoded.clone();
    }

    /** The application's bytes; of IBC v2, those of the first application. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Why the application refused the packet; empty if it took it, or if it answers in another form than ICS-04's
     * {@code {"error": …}}. In IBC v2 the sender is told that it was refused, and not why: that is in the events of the
     * transaction that delivered it.
     */
    public Optional<String> error() {
        if (Arrays.equals(bytes, REFUSED_V2)) {
            return Optional.of("an error, which is in the events of the transaction that delivered the packet");
        }
        try {
            JsonNode error = JSON.readTree(bytes).path("error");
            return error.isString() ? Optional.of(error.asString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Acknowledgement acknowledgement && Arrays.equals(bytes, acknowledgement.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as text; what is none, in hexadecimal. */
    @Override
    public String toString() {
        return Arrays.equals(bytes, REFUSED_V2)
                ? HexFormat.of().formatHex(bytes)
                : new String(bytes, StandardCharsets.UTF_8);
    }
}
