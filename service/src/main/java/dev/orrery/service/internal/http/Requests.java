package dev.orrery.service.internal.http;

import dev.orrery.base.Deadline;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What routes read from requests and write to answers in the same way. */
public final class Requests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private Requests() {}

    /** Answers with JSON. */
    public static void answer(Context ctx, ObjectNode json) {
        ctx.result(JSON.writeValueAsBytes(json));
    }

    /**
     * The body, an object; an empty one where there is no body.
     *
     * @throws HttpProblem if it is too large or no JSON object
     */
    public static ObjectNode body(Context ctx, int most) {
        try {
            InputStream in = ctx.req().getInputStream();
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new HttpProblem(413, "body-too-large", "this body has at most " + most + " bytes");
            }
            JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new HttpProblem(400, "bad-json", "the body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new HttpProblem(400, "body-ended", "the body ended before its last byte");
        }
        throw new HttpProblem(400, "bad-json", "the body has to be a JSON object");
    }

    /** Until when the client wants to wait: {@code ?wait=30s}, and no longer than it may; without it, not at all. */
    public static Deadline deadline(Context ctx, Duration longest) {
        String wanted = ctx.queryParam("wait");
        Duration wait = wanted == null ? Duration.ZERO : duration(wanted);
        return Deadline.after(wait.compareTo(longest) > 0 ? longest : wait);
    }

    /** {@code 500ms}, {@code 30s} or {@code 2m}. */
    public static Duration duration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new HttpProblem(400, "bad-duration", "durations are like 500ms, 30s or 2m");
        }
        long count = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    /** The number that a lease came with, where the client sends it. */
    public static Optional<Long> fence(Context ctx) {
        String header = ctx.header("Fencing-Token");
        try {
            return header == null ? Optional.empty() : Optional.of(Long.parseLong(header));
        } catch (NumberFormatException e) {
            throw new HttpProblem(
                    400, "bad-fencing-token", "expected Fencing-Token: the number that the lease came with");
        }
    }
}
