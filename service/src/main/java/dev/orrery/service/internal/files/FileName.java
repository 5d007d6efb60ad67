package dev.orrery.service.internal.files;

import dev.orrery.service.internal.http.HttpProblem;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a file: segments of letters, digits, {@code . _ -}, joined by slashes. No segment begins or ends with a dot
 * or is a name that some system keeps for a device. Nothing is decoded, so that a name has one spelling: a percent sign is
 * simply not a letter.
 */
public record FileName(String text) implements Comparable<FileName> {
    static final int LONGEST = 512;
    static final int DEEPEST = 16;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(?:com|lpt)[0-9]");

    /**
     * Reads a name as it stands in a request, without decoding it.
     *
     * @throws HttpProblem if it is none
     */
    public static FileName parse(String raw) {
        if (raw.length() > LONGEST) {
            throw wrong("it has more than " + LONGEST + " characters");
        }
        String[] segments = raw.split("/", -1);
        if (segments.length > DEEPEST) {
            throw wrong("it has more than " + DEEPEST + " segments");
        }
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw wrong("segments are 1 to 128 letters, digits, '.', '_' and '-', with no dot at either end");
            }
            String stem = segment.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
            if (DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches()) {
                throw wrong("some systems keep such a segment for a device");
            }
        }
        return new FileName(raw);
    }

    /** The first segments, or fewer where it has fewer. */
    public String[] segments() {
        return text.split("/", -1);
    }

    @Override
    public int compareTo(FileName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /** What was sent is not repeated. */
    private static HttpProblem wrong(String why) {
        return new HttpProblem(400, "bad-file-name", "this is not the name of a file: " + why);
    }
}
