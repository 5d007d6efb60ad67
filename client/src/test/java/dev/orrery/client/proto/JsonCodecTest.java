package dev.orrery.client.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.UnknownFieldSet;
import dev.orrery.base.ChainException;
import dev.orrery.base.InvalidInputException;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonCodecTest {
    private static final Descriptors DESCRIPTORS = Descriptors.link(response());
    private static final JsonCodec CODEC = new JsonCodec(DESCRIPTORS);

    @Test
    void answersHaveTheirDefaultsAndTheSdksNames() {
        JsonNode json = CODEC.decode(DESCRIPTORS.message("test.v1.Thing"), new byte[0]);

        assertThat(json.get("account_number").asString()).isEqualTo("0");
        assertThat(json.get("rate").asString()).isEmpty();
        assertThat(json.get("parts").isEmpty()).isTrue();
        assertThat(json.has("part")).as("an absent message").isFalse();
    }

    @Test
    void namesAreReadInBothForms() {
        byte[] snake = encode(Map.of("account_number", "7"));
        byte[] camel = encode(Map.of("accountNumber", 7));

        assertThat(snake)
                .isEqualTo(camel)
                .isEqualTo(new ProtoWriter().varint(1, 7).toByteArray());
    }

    @Test
    void decimalsTravelAsIntegersOfEighteenPlaces() {
        byte[] bytes = encode(Map.of("rate", "0.15", "rate_bytes", "1"));

        assertThat(bytes)
                .isEqualTo(new ProtoWriter()
                        .string(2, "150000000000000000")
                        .string(3, "1000000000000000000")
                        .toByteArray());
        JsonNode json = CODEC.decode(DESCRIPTORS.message("test.v1.Thing"), bytes);
        assertThat(json.get("rate").asString()).isEqualTo("0.150000000000000000");
        assertThat(json.get("rate_bytes").asString()).isEqualTo("1.000000000000000000");
    }

    @Test
    void aDecimalWithTooManyPlacesIsRefused() {
        assertThatThrownBy(() -> encode(Map.of("rate", "0.0000000000000000001")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reading the field \"rate\"")
                .hasMessageContaining("18 places");
    }

    @Test
    void anyIsReadAndWrittenByItsType() {
        byte[] bytes = encode(Map.of("content", Map.of("@type", "/test.v1.Thing", "rate", "0.5")));

        JsonNode json = CODEC.decode(DESCRIPTORS.message("test.v1.Thing"), bytes);

        assertThat(json.at("/content/@type").asString()).isEqualTo("/test.v1.Thing");
        assertThat(json.at("/content/rate").asString()).isEqualTo("0.500000000000000000");
    }

    @Test
    void aWrongNameIsRefusedWithItsPlaceAndTheRightOne() {
        assertThatThrownBy(() -> encode(Map.of("parts", List.of(Map.of(), Map.of("rat", "1")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"parts[1].rat\"")
                .hasMessageContaining("a field of test.v1.Thing")
                .hasMessageContaining("did you mean \"parts[1].rate\"?");
        assertThatThrownBy(() -> encode(Map.of("content", Map.of("@type", "/test.v1.Thin"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"test.v1.Thing\"?");
    }

    @Test
    void aWrongKindOfValueIsRefused() {
        assertThatThrownBy(() -> encode(Map.of("account_number", "seven")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reading a test.v1.Thing");
    }

    @Test
    void servicesAndMethodsAreFoundOrSuggested() {
        assertThat(DESCRIPTORS.method("test.v1.Query/Thing").getInputType().getFullName())
                .isEqualTo("test.v1.Thing");
        assertThat(DESCRIPTORS.method("/test.v1.Query/Thing").getName()).isEqualTo("Thing");
        assertThatThrownBy(() -> DESCRIPTORS.method("test.v1.Query/Thin"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"Thing\"?");
        assertThatThrownBy(() -> DESCRIPTORS.method("test.v1.Qeury/Thing"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean \"test.v1.Query\"?");
    }

    @Test
    void whatIsNoSetOfDescriptorsIsRefused() {
        assertThatThrownBy(() -> Descriptors.link(new byte[] {8})).isInstanceOf(ChainException.class);
        assertThatThrownBy(() -> CODEC.decode(DESCRIPTORS.message("test.v1.Thing"), new byte[] {8}))
                .isInstanceOf(ChainException.class);
    }

    private static byte[] encode(Map<String, ?> fields) {
        return CODEC.encode(DESCRIPTORS.message("/test.v1.Thing"), fields);
    }

    /** One file twice, importing one that is missing, as chains serve them. */
    private static byte[] response() {
        DescriptorProto thing = DescriptorProto.newBuilder()
                .setName("Thing")
                .addField(field("account_number", 1, Type.TYPE_UINT64))
                .addField(field("rate", 2, Type.TYPE_STRING).setOptions(decimal("cosmossdk.io/math.LegacyDec")))
                .addField(field("rate_bytes", 3, Type.TYPE_BYTES)
                        .setOptions(decimal("github.com/cosmos/cosmos-sdk/types.Dec")))
                .addField(field("part", 4, Type.TYPE_MESSAGE).setTypeName(".test.v1.Thing"))
                .addField(field("parts", 5, Type.TYPE_MESSAGE)
                        .setTypeName(".test.v1.Thing")
                        .setLabel(Label.LABEL_REPEATED))
                .addField(field("content", 6, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Any"))
                .build();
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("test/v1/thing.proto")
                .setPackage("test.v1")
                .setSyntax("proto3")
                .addDependency("gogoproto/gogo.proto")
                .addDependency("google/protobuf/any.proto")
                .addMessageType(thing)
                .addService(ServiceDescriptorProto.newBuilder()
                        .setName("Query")
                        .addMethod(MethodDescriptorProto.newBuilder()
                                .setName("Thing")
                                .setInputType(".test.v1.Thing")
                                .setOutputType(".test.v1.Thing")))
                .build();
        return new ProtoWriter()
                .message(1, file.toByteArray())
                .message(1, AnyProto.getDescriptor().toProto().toByteArray())
                .message(1, file.toByteArray())
                .toByteArray();
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static FieldOptions decimal(String goType) {
        UnknownFieldSet.Field customType = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(goType))
                .build();
        return FieldOptions.newBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(65003, customType).build())
                .build();
    }
}
