package dev.orrery.client.proto;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;

/** How components of records and constants of enums are called in JSON. */
final class Names {
    private static final SnakeCase SNAKE_CASE = new SnakeCase();

    /** Jackson's own rule, so that both agree. */
    private static final class SnakeCase extends PropertyNamingStrategies.SnakeCaseStrategy {
        private static final long serialVersionUID = 1L;

        String of(String name) {
            return translate(name);
        }
    }

    private Names() {}

    static String of(Enum<?> constant) {
        try {
            JsonProperty named =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            String given = given(named);
            return given == null ? constant.name() : given;
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every constant is a field of its class", e);
        }
    }

    static String of(RecordComponent component) {
        String given = given(component.getAccessor().getAnnotation(JsonProperty.class));
        return given == null ? component.getName() : given;
    }

    /** In the snake_case of protobuf. */
    static String ofField(RecordComponent component) {
        String given = given(component.getAccessor().getAnnotation(JsonProperty.class));
        return given == null ? SNAKE_CASE.of(component.getName()) : given;
    }

    private static @Nullable String given(@Nullable JsonProperty named) {
        return named == null || named.value().isEmpty() ? null : named.value();
    }
}
