package dev.orrery.client.proto;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.Any;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON trees of what Java programs hold. Maps and records become objects (records keep their components' names, and leave
 * empty {@link Optional}s out), collections and arrays become lists. Nothing is rounded: whole numbers and decimals stay
 * numbers of any size. {@link Duration} and {@link Instant} become protobuf's texts, {@code 1.5s} and
 * {@code 2026-01-02T03:04:05Z}, bytes become Base64, enums their names; {@code @JsonProperty} on a component or constant
 * gives it another name.
 */
public final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper TEXT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    /**
     * The fields of a message or request.
     *
     * @param fields a JSON tree, a JSON text, a map with text keys, or a record
     * @throws InvalidInputException if it is no object, or the text is no JSON
     */
    public static ObjectNode object(Object fields) {
        JsonNode tree = fields instanceof CharSequence text ? parse(text.toString()) : of(fields);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInputException(Failure.doing("reading the fields of a message")
                .expected("a JSON object, a map or a record")
                .seen(tree.getNodeType().name().toLowerCase(Locale.ROOT) + " " + shorten(tree.toString()))
                .build());
    }

    /**
     * Reads JSON without rounding a number.
     *
     * @throws InvalidInputException with line and column if the text is no JSON, or an object has a name twice
     */
    public static JsonNode parse(String json) {
        try {
            return TEXT.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidInputException(Failure.doing("reading JSON")
                    .where("line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr())
                    .expected("JSON")
                    .seen(e.getOriginalMessage())
                    .build());
        }
    }

    /**
     * Any value.
     *
     * @throws InvalidInputException if there is no JSON for a value of its class
     */
    public static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case JsonNode node -> node;
            case JsonValue known -> known.toJson();
            case Any any -> NODES.pojoNode(any);
            case CharSequence text -> NODES.stringNode(text.toString());
            case Boolean truth -> NODES.booleanNode(truth);
            case Number number -> number(number);
            case Enum<?> constant -> NODES.stringNode(Names.of(constant));
            case byte[] bytes -> NODES.binaryNode(bytes);
            case Duration duration -> NODES.stringNode(Times.text(duration));
            case Instant instant -> NODES.stringNode(instant.toString());
            case Optional<?> optional -> of(optional.orElse(null));
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> array(items);
            case Object[] items -> array(Arrays.asList(items));
            case Record composed -> object(composed);
            default -> throw unknown(value);
        };
    }

    private static JsonNode number(Number number) {
        return switch (number) {
            case BigInteger integer -> NODES.numberNode(integer);
            case BigDecimal decimal -> NODES.numberNode(decimal);
            case Long integer -> NODES.numberNode(integer);
            case Integer integer -> NODES.numberNode(integer);
            case Short integer -> NODES.numberNode(integer.intValue());
            case Byte integer -> NODES.numberNode(integer.intValue());
            case Double binary -> NODES.numberNode(binary);
            case Float binary -> NODES.numberNode(binary);
            default -> throw unknown(number);
        };
    }

    private static ArrayNode array(Iterable<?> items) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(of(item)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), of(value)));
        return object;
    }

    private static ObjectNode object(Record composed) {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : composed.getClass().getRecordComponents()) {
            Object value = value(composed, component);
            if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
                object.set(Names.of(component), of(value));
            }
        }
        return object;
    }

    /** Records are often private to those who use them. */
    private static @Nullable Object value(Record composed, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(composed);
        } catch (IllegalAccessException e) {
            throw new AssertionError("the accessor was made accessible", e);
        } catch (InvocationTargetException e) {
            throw new InvalidInputException(Failure.doing("reading " + component.getName() + " of a "
                            + composed.getClass().getSimpleName())
                    .expected("a value")
                    .seen(String.valueOf(e.getCause()))
                    .build());
        }
    }

    static String shorten(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static InvalidInputException unknown(Object value) {
        return new InvalidInputException(
                Failure.doing("making JSON of a " + value.getClass().getName())
                        .expected("text, numbers, booleans, bytes, enums, times, maps, lists or records")
                        .seen("an object of another class")
                        .build());
    }
}
