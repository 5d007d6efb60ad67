package dev.orrery.client.rpc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A query that the application refused. The SDK wraps what a service said twice on its way into an ABCI answer
 * ({@code baseapp.gRPCErrorToSDKError}); unwrapped, it reads as the same refusal over gRPC does.
 */
final class AbciRefusal {
    private static final Pattern OF_SERVICE = Pattern.compile(
            "^rpc error: code = (\\w+) desc = (.*?)(: (key not found|invalid request|unauthorized|unknown request))?$",
            Pattern.DOTALL);
    private static final Pattern NEW_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final String UNKNOWN = "Unknown";
    /** The code of all that has no status of its own, which adds nothing to the words. */
    private static final String NO_STATUS = ": unknown request";

    private AbciRefusal() {}

    /** @param answer the {@code response} of {@code abci_query} */
    static String words(JsonNode answer) {
        String log = answer.path("log").asString("");
        Matcher service = OF_SERVICE.matcher(log);
        if (!service.matches()) {
            if (log.endsWith(NO_STATUS)) {
                return log.substring(0, log.length() - NO_STATUS.length());
            }
            return log + " (code " + answer.path("code").asLong() + ", "
                    + answer.path("codespace").asString("") + ")";
        }
        String status = service.group(1);
        String words = service.group(2);
        return status.equals(UNKNOWN)
                ? words
                : words + " (" + NEW_WORD.matcher(status).replaceAll("_").toUpperCase(Locale.ROOT) + ")";
    }
}
