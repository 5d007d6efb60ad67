package dev.orrery.service.internal.files;

import dev.orrery.service.internal.http.HttpProblem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, of RFC 9110's {@code Range}.
 *
 * @param first the first byte
 * @param length never 0
 */
public record ByteRange(long first, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The part that is asked for; empty for the whole file, which is also the answer to what we do not understand, such as
     * several parts at once.
     *
     * @throws HttpProblem if the file has no such part
     */
    public static Optional<ByteRange> of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            first = Math.max(0, size - Long.parseLong(range.group(2)));
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                long wanted = Long.parseLong(range.group(2));
                if (wanted < first) {
                    return Optional.empty();
                }
                last = Math.min(last, wanted);
            }
        }
        if (first > last) {
            throw new HttpProblem(416, "no-such-range", "the file has " + size + " bytes")
                    .header("Content-Range", "bytes */" + size);
        }
        return Optional.of(new ByteRange(first, last - first + 1));
    }

    /** The header of the answer. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
