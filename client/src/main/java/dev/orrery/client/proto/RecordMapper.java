package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Answers of a chain as records. A record names the fields that it wants, and leaves the others out:
 *
 * <ul>
 *   <li>A component {@code unbondingTime} is the field {@code unbonding_time}; {@code @JsonProperty("top_N")} names one that
 *       does not follow this rule.
 *   <li>Each component must be a field of the message, or the mapping is refused before anything is asked. Only
 *       {@link Optional} components may be missing, where another generation of the chain has them.
 *   <li>Integers go to {@code int}, {@code long} or {@code BigInteger}, and must fit; amounts to {@code BigInteger}, decimals
 *       to {@code BigDecimal}, both without rounding; texts to {@code String}, names of enums also to an enum with
 *       the same names (or {@code @JsonProperty}); times to
 *       {@code Instant}, durations to {@code Duration}, bytes to {@code byte[]}; a coin to {@link dev.orrery.client.Coin};
 *       messages to records, lists to {@code List}, maps to {@code Map}; an {@code Any} to {@code JsonNode} or a record; and
 *       anything to {@code JsonNode}.
 *   <li>Nothing becomes {@code null}: a message that is not set is an error unless the component is {@code Optional}.
 * </ul>
 */
public final class RecordMapper {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfigDefaults(
                    coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new ProtoDuration())
                    .addDeserializer(JsonNode.class, new Tree()))
            .build();

    private RecordMapper() {}

    /**
     * Maps a tree.
     *
     * @throws InvalidInputException with the path, if the record cannot hold what is there
     */
    public static <T> T map(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new InvalidInputException(Failure.doing("mapping an answer to " + type.getSimpleName())
                    .where(path(e))
                    .expected("a " + type.getSimpleName() + " as its components say")
                    .seen(e.getOriginalMessage())
                    .hint("a component for what may be absent is an Optional; RecordMapper lists the types that fit")
                    .build());
        }
    }

    /**
     * Refuses a record that wants fields which the message does not have.
     *
     * @throws InvalidInputException with the component's path and the nearest field
     */
    public static void check(Class<?> type, Descriptor message) {
        check(type, message, "", new HashSet<>());
    }

    private static void check(Class<?> type, Descriptor message, String path, Set<Class<?>> above) {
        if (!type.isRecord() || message.getFullName().startsWith(JsonEncoder.WELL_KNOWN) || !above.add(type)) {
            return;
        }
        List<String> names = new ArrayList<>();
        message.getFields().forEach(field -> names.add(field.getName()));
        for (RecordComponent component : type.getRecordComponents()) {
            String name = Names.ofField(component);
            FieldDescriptor field = message.findFieldByName(name);
            if (field == null && component.getType() != Optional.class) {
                throw Refusal.name(path + name, name, "a field of " + message.getFullName(), names);
            }
            if (field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                Descriptor inner = field.isMapField() ? mapValue(field) : field.getMessageType();
                check(element(component.getGenericType()), inner, path + name + ".", above);
            }
        }
        above.remove(type);
    }

    private static Descriptor mapValue(FieldDescriptor field) {
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        return value.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? value.getMessageType()
                : field.getMessageType();
    }

    /** What is inside of lists, maps and optionals. */
    private static Class<?> element(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType composed -> {
                Type[] arguments = composed.getActualTypeArguments();
                Class<?> raw = (Class<?>) composed.getRawType();
                boolean container = Iterable.class.isAssignableFrom(raw) || raw == Optional.class || raw == Map.class;
                yield container ? element(arguments[arguments.length - 1]) : raw;
            }
            case WildcardType any -> element(any.getUpperBounds()[0]);
            default -> Object.class;
        };
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "the answer itself" : path.toString();
    }

    /** {@code 1.5s}: protobuf's, not ISO 8601. */
    private static final class ProtoDuration extends ValueDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.getValueAsString("");
            return Times.parse(text)
                    .orElseThrow(() -> context.weirdStringException(text, Duration.class, "no duration"));
        }
    }

    /** What is absent is no tree: Jackson's own deserializer would make one of it. */
    private static final class Tree extends ValueDeserializer<JsonNode> {
        /** It reads from the midst of a tree, so that something follows. */
        private static final JsonMapper READER = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
            return READER.readTree(parser);
        }
    }
}
