package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    @TempDir
    Path folder;

    @Test
    void describesEveryRouteAndNoOther() {
        try (Service service = Service.in(folder)) {
            Set<String> described = new TreeSet<>();
            JsonNode document = Service.json(service.send("GET", "/v1/openapi.json"));
            document.required("paths")
                    .properties()
                    .forEach(path -> path.getValue().propertyNames().forEach(method -> {
                        if (!method.equals("parameters")) {
                            described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                        }
                    }));

            assertThat(document.required("openapi").asString()).startsWith("3.1");
            assertThat(described).isEqualTo(new TreeSet<>(service.routes()));
        }
    }

    @Test
    void everyOperationHasANameAnAnswerAndItsErrors() {
        try (Service service = Service.in(folder)) {
            JsonNode document = Service.json(service.send("GET", "/v1/openapi.json"));
            Set<String> ids = new TreeSet<>();
            document.required("paths")
                    .forEach(path -> path.properties().forEach(operation -> {
                        if (operation.getKey().equals("parameters")) {
                            return;
                        }
                        JsonNode described = operation.getValue();
                        assertThat(ids.add(described.required("operationId").asString()))
                                .isTrue();
                        assertThat(described.required("summary").asString()).isNotBlank();
                        assertThat(described.required("responses").propertyNames())
                                .anyMatch(status -> status.startsWith("2"));
                        assertThat(described
                                        .required("responses")
                                        .required("default")
                                        .required("$ref")
                                        .asString())
                                .isEqualTo("#/components/responses/Problem");
                    }));
        }
    }

    /** Whatever is answered in other tests is held against the document too; see {@link Service#send}. */
    @Test
    void aProblemThatAnOperationDoesNotDeclareIsNoticed() {
        DeclaredProblems.check("GET", "/v1/files/a/b?wait=1s", 404, "no-such-file");
        DeclaredProblems.check("GET", "/v1/nodes", 429, "too-many-requests");

        assertThatThrownBy(() -> DeclaredProblems.check("GET", "/v1/files/a/b", 404, "no-such-lease"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("openapi.json");
        assertThatThrownBy(() -> DeclaredProblems.check("GET", "/v1/nodes", 404, "no-such-file"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void examplesHaveWhatAnswersHave() {
        try (Service service = Service.in(folder)) {
            JsonNode schemas = Service.json(service.send("GET", "/v1/openapi.json"))
                    .required("components")
                    .required("schemas");
            Map<String, JsonNode> answers = Map.of(
                    "File", Service.json(service.put("/v1/files/a", "a")),
                    "Node",
                            Service.json(service.put(
                                    "/v1/nodes/hub/val1/stage", "{\"stage\":\"start\",\"state\":\"done\"}")),
                    "Lease", Service.json(post(service, "/v1/leases/one", "{\"ttl\":\"10s\"}")),
                    "Barrier", Service.json(post(service, "/v1/barriers/one", "{\"parties\":1}")),
                    "Problem", Service.json(service.send("GET", "/v1/files/none")));

            assertThat(schemas.propertyNames()).containsExactlyInAnyOrderElementsOf(answers.keySet());
            answers.forEach((name, answer) -> assertThat(
                            schemas.path(name).required("example").propertyNames())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(answer.propertyNames()));
        }
    }

    private static HttpResponse<byte[]> post(Service service, String path, String body) {
        return service.send("POST", path, BodyPublishers.ofString(body), service.token());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        try (Service service = Service.in(folder)) {
            JsonNode document = Service.json(service.send("GET", "/v1/openapi.json"));
            document.findValues("$ref")
                    .forEach(reference -> assertThat(
                                    document.at(reference.asString().substring(1))
                                            .isMissingNode())
                            .as(reference.asString())
                            .isFalse());
        }
    }
}
