package dev.orrery.service.internal.files;

import dev.orrery.service.internal.http.HttpProblem;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Content-Digest} of RFC 9530: {@code sha-256=:base64:}. */
public final class ContentDigest {
    private static final Pattern MEMBER = Pattern.compile("\\s*([a-z0-9*_.-]+)=:([A-Za-z0-9+/=]*):\\s*(?:,|$)");
    private static final int SHA256_BYTES = 32;

    private ContentDigest() {}

    /**
     * The SHA-256 that a client says the content has, as hex; digests of other kinds are passed over, as the RFC wants.
     *
     * @throws HttpProblem if the header cannot be read
     */
    public static Optional<String> sha256(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        Matcher member = MEMBER.matcher(header);
        int end = 0;
        while (end < header.length()) {
            if (!member.find(end) || member.start() != end) {
                throw wrong();
            }
            if (member.group(1).equals("sha-256")) {
                found = Optional.of(hex(member.group(2)));
            }
            end = member.end();
        }
        return found;
    }

    /** The header of a content. */
    public static String of(String sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }

    private static String hex(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == SHA256_BYTES) {
                return HexFormat.of().formatHex(bytes);
            }
        } catch (IllegalArgumentException e) {
            // falls through: told like one of the wrong length
        }
        throw wrong();
    }

    private static HttpProblem wrong() {
        return new HttpProblem(400, "bad-content-digest", "expected Content-Digest: sha-256=:BASE64: (RFC 9530)");
    }
}
