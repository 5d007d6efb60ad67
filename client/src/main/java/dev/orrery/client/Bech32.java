package dev.orrery.client;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Bech32 as BIP-173 has it: how Cosmos chains write addresses. A prefix says what the bytes are: {@code cosmos} an
 * account, {@code cosmosvaloper} a validator's operator, {@code cosmosvalcons} its consensus key.
 */
public final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int CHECKSUM = 6;
    private static final int MAX_LENGTH = 90;

    private Bech32() {}

    /** The parts of an address. */
    public static final class Decoded {
        private final String prefix;
        private final byte[] bytes;

        private Decoded(String prefix, byte[] bytes) {
            this.prefix = prefix;
            this.bytes = bytes;
        }

        /** What stands before the last {@code 1}, in lower case. */
        public String prefix() {
            return prefix;
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** @throws InvalidInputException if the prefix is no prefix, or the whole is longer than 90 characters */
    public static String encode(String prefix, byte[] bytes) {
        if (prefix.isEmpty() || !prefix.equals(prefix.toLowerCase(Locale.ROOT)) || !printable(prefix)) {
            throw invalid(prefix, "a prefix in lower case", "the prefix \"" + prefix + "\"");
        }
        byte[] data = regroup(prefix, bytes, 8, 5, true);
        StringBuilder text = new StringBuilder(prefix).append('1');
        for (byte value : data) {
            text.append(ALPHABET.charAt(value));
        }
        int checksum = polymod(prefix, data, new byte[CHECKSUM]) ^ 1;
        for (int i = 0; i < CHECKSUM; i++) {
            text.append(ALPHABET.charAt((checksum >>> (5 * (CHECKSUM - 1 - i))) & 31));
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid(text.toString(), "at most 90 characters", text.length() + " characters");
        }
        return text.toString();
    }

    /** @throws InvalidInputException if the text is not Bech32, or was mistyped */
    public static Decoded decode(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw invalid(text, "lower case or upper case", "both");
        }
        int separator = lower.lastIndexOf('1');
        if (lower.length() > MAX_LENGTH
                || separator < 1
                || separator + 1 + CHECKSUM > lower.length()
                || !printable(lower)) {
            throw invalid(text, "a prefix, 1, and data of at least 6 characters, at most 90 in all", "another form");
        }
        String prefix = lower.substring(0, separator);
        byte[] data = new byte[lower.length() - separator - 1];
        for (int i = 0; i < data.length; i++) {
            char character = lower.charAt(separator + 1 + i);
            int value = ALPHABET.indexOf(character);
            if (value < 0) {
                throw invalid(text, "characters of " + ALPHABET + " after the prefix", "'" + character + "'");
            }
            data[i] = (byte) value;
        }
        if (polymod(prefix, data) != 1) {
            throw invalid(text, "a checksum that fits", "a wrong one: was it mistyped?");
        }
        byte[] payload = Arrays.copyOf(data, data.length - CHECKSUM);
        return new Decoded(prefix, regroup(text, payload, 5, 8, false));
    }

    /**
     * The bytes of an address that must have this prefix.
     *
     * @throws InvalidInputException if it is not Bech32 or is an address of something else
     */
    public static byte[] decode(String prefix, String text) {
        Decoded decoded = decode(text);
        if (!decoded.prefix.equals(prefix)) {
            throw invalid(text, "the prefix \"" + prefix + "\"", "\"" + decoded.prefix + "\"");
        }
        return decoded.bytes;
    }

    /** BIP-173's checksum over the prefix and the five-bit groups. */
    private static int polymod(String prefix, byte[]... data) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >>> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (byte[] part : data) {
            for (byte value : part) {
                sum = step(sum, value);
            }
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = ((sum & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((top >>> i) & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }

    private static byte[] regroup(String text, byte[] input, int from, int to, boolean pad) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (byte value : input) {
            buffer = ((buffer << from) | (value & ((1 << from) - 1))) & 0xfff;
            bits += from;
            while (bits >= to) {
                bits -= to;
                out.write((buffer >>> bits) & ((1 << to) - 1));
            }
        }
        int rest = buffer & ((1 << bits) - 1);
        if (pad && bits > 0) {
            out.write(rest << (to - bits));
        } else if (!pad && (bits >= from || rest != 0)) {
            throw invalid(text, "whole bytes", bits + " bits too many");
        }
        return out.toByteArray();
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= 33 && c <= 126);
    }

    private static InvalidInputException invalid(String text, String expected, String seen) {
        return new InvalidInputException(Failure.doing("reading the address \"" + text + "\"")
                .expected(expected)
                .seen(seen)
                .build());
    }
}
