package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.service.internal.http.OpenApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI document says that operations may answer, held against what they do answer in all tests. */
final class DeclaredProblems {
    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(OpenApi.document());
    private static final Set<String> OF_NO_OPERATION = Set.of("no-such-route", "method-not-allowed");
    private static final Set<String> OF_ALL =
            Set.of(names(DOCUMENT.at("/components/responses/Problem").path("description"))
                    .substring("what any operation may answer: ".length())
                    .split(", "));

    private DeclaredProblems() {}

    static void check(String method, String path, int status, String problem) {
        if (OF_NO_OPERATION.contains(problem) || OF_ALL.contains(problem)) {
            return;
        }
        Optional<JsonNode> responses = operation(method, path.split("\\?", 2)[0]);
        assertThat(responses).as("an operation for " + method + " " + path).isPresent();
        String declared = names(responses.get().path(Integer.toString(status)).path("description"));
        assertThat(List.of(declared.split(", ")))
                .as("the problems that openapi.json has for %s %s with status %s", method, path, status)
                .contains(problem);
    }

    private static Optional<JsonNode> operation(String method, String path) {
        return DOCUMENT.required("paths").properties().stream()
                .filter(one -> matches(one.getKey(), path))
                .map(Map.Entry::getValue)
                .map(one -> one.path(method.toLowerCase(Locale.ROOT)).path("responses"))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static boolean matches(String template, String path) {
        // The path of a file is the one that takes slashes.
        return template.equals("/v1/files/{path}")
                ? path.startsWith("/v1/files/")
                : Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]*"), path);
    }

    private static String names(JsonNode description) {
        return description.asString("");
    }
}
