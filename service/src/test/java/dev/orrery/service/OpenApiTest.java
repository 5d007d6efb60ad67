package dev.orrery.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
