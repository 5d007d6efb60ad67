package dev.orrery.service.internal.files;

import dev.orrery.service.internal.http.HttpProblem;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be so for a request to be carried out: {@code If-Match} and {@code If-None-Match} of RFC 9110.
 *
 * @param ifMatch the tags of which the file must have one; {@code *} for any
 * @param ifNoneMatch the tags of which the file must have none; {@code *} for any
 */
public record Condition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    public static Condition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Condition(Optional.ofNullable(ifMatch), Optional.ofNullable(ifNoneMatch));
    }

    /** @throws HttpProblem if the file, as it is now, is not as the client thinks */
    void check(Optional<StoredFile> now) {
        ifMatch.ifPresent(tags -> {
            if (!matches(tags, now, false)) {
                throw failed(
                        now.isPresent()
                                ? "the file has changed: its tag is "
                                        + now.get().etag()
                                : "there is no such file");
            }
        });
        if (ifNoneMatch.isPresent() && matches(ifNoneMatch.get(), now, true)) {
            throw failed("the file is there already, with the tag "
                    + now.map(StoredFile::etag).orElse(""));
        }
    }

    /** Whether a reader has this file already. */
    public boolean isKnown(StoredFile file) {
        return ifNoneMatch.isPresent() && matches(ifNoneMatch.get(), Optional.of(file), true);
    }

    private static boolean matches(String tags, Optional<StoredFile> file, boolean weakly) {
        return file.isPresent()
                && Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .map(tag -> weakly && tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(
                                tag -> tag.equals("*") || tag.equals(file.get().etag()));
    }

    private static HttpProblem failed(String detail) {
        return new HttpProblem(412, "precondition-failed", detail);
    }
}
