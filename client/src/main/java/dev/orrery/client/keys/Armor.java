package dev.orrery.client.keys;

import dev.orrery.base.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bytes as OpenPGP armors them (RFC 4880, section 6): headers, Base64, a checksum of 24 bits. */
final class Armor {
    private static final String DASHES = "-----";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final String block;
    private final Map<String, String> headers;
    private final byte[] data;

    private Armor(String block, Map<String, String> headers, byte[] data) {
        this.block = block;
        this.headers = headers;
        this.data = data;
    }

    static String encode(String block, Map<String, String> headers, byte[] data) {
        StringBuilder text = new StringBuilder(DASHES + "BEGIN " + block + DASHES + "\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(LINES.encodeToString(data)).append("\n=");
        text.append(Base64.getEncoder().encodeToString(checksum(data))).append('\n');
        return text.append(DASHES + "END " + block + DASHES).toString();
    }

    static Armor decode(String text) {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (!first.startsWith(DASHES + "BEGIN ") || !first.endsWith(DASHES) || first.length() < 17) {
            throw malformed("no line -----BEGIN …-----");
        }
        String block = first.substring(11, first.length() - 5);
        if (!lines.getLast().equals(DASHES + "END " + block + DASHES)) {
            throw malformed("no line -----END " + block + "-----");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        int body = 1;
        for (; body < lines.size() - 1 && !lines.get(body).isEmpty(); body++) {
            String[] header = lines.get(body).split(": ", 2);
            if (header.length != 2) {
                throw malformed("a header without a colon");
            }
            headers.put(header[0], header[1]);
        }
        StringBuilder base64 = new StringBuilder();
        String checksum = "";
        for (String line : lines.subList(Math.min(body + 1, lines.size() - 1), lines.size() - 1)) {
            if (line.startsWith("=")) {
                checksum = line.substring(1);
            } else {
                base64.append(line);
            }
        }
        byte[] data = base64(base64.toString());
        if (!checksum.isEmpty() && !checksum.equals(Base64.getEncoder().encodeToString(checksum(data)))) {
            throw malformed("a wrong checksum");
        }
        return new Armor(block, headers, data);
    }

    String block() {
        return block;
    }

    /** A header's value, empty if there is none of that name. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    byte[] data() {
        return data.clone();
    }

    /** CRC-24 (RFC 4880, section 6.1). */
    private static byte[] checksum(byte[] data) {
        int crc = 0xb704ce;
        for (byte value : data) {
            crc ^= (value & 0xff) << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc <<= 1;
                if ((crc & 0x1000000) != 0) {
                    crc ^= 0x1864cfb;
                }
            }
        }
        return new byte[] {(byte) (crc >>> 16), (byte) (crc >>> 8), (byte) crc};
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw malformed("a body that is not Base64");
        }
    }

    private static InvalidInputException malformed(String seen) {
        return ArmoredKey.invalid("reading an armored key", "ASCII armor, from its BEGIN to its END", seen);
    }
}
