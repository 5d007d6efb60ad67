package dev.orrery.client.proto;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DurationProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WrappersProto;
import dev.orrery.client.wire.ProtoWriter;

/** A chain of one message that has every kind of field, annotated as the SDK's are. */
final class Things {
    static final Descriptors DESCRIPTORS = Descriptors.link(response());

    private static final int CUSTOM_TYPE = 65003;
    private static final int SCALAR = 93002;
    private static final String LEGACY_DEC = "cosmossdk.io/math.LegacyDec";

    private Things() {}

    /** One file twice, importing one that is missing, as chains serve them. */
    private static byte[] response() {
        FileDescriptorProto things = FileDescriptorProto.newBuilder()
                .setName("test/v1/thing.proto")
                .setPackage("test.v1")
                .setSyntax("proto3")
                .addDependency("gogoproto/gogo.proto")
                .addDependency("google/protobuf/any.proto")
                .addDependency("google/protobuf/duration.proto")
                .addDependency("google/protobuf/timestamp.proto")
                .addDependency("google/protobuf/wrappers.proto")
                .addMessageType(thing())
                .addEnumType(EnumDescriptorProto.newBuilder()
                        .setName("Side")
                        .addValue(constant("SIDE_UNSPECIFIED", 0))
                        .addValue(constant("SIDE_LEFT", 1))
                        .addValue(constant("SIDE_RIGHT", 2)))
                .addService(ServiceDescriptorProto.newBuilder()
                        .setName("Query")
                        .addMethod(MethodDescriptorProto.newBuilder()
                                .setName("Thing")
                                .setInputType(".test.v1.Thing")
                                .setOutputType(".test.v1.Thing")))
                .build();
        return new ProtoWriter()
                .message(1, things.toByteArray())
                .message(1, AnyProto.getDescriptor().toProto().toByteArray())
                .message(1, DurationProto.getDescriptor().toProto().toByteArray())
                .message(1, TimestampProto.getDescriptor().toProto().toByteArray())
                .message(1, WrappersProto.getDescriptor().toProto().toByteArray())
                .message(1, staking().toByteArray())
                .message(1, things.toByteArray())
                .toByteArray();
    }

    private static DescriptorProto thing() {
        return DescriptorProto.newBuilder()
                .setName("Thing")
                .addField(field("account_number", 1, Type.TYPE_UINT64))
                .addField(field("rate", 2, Type.TYPE_STRING).setOptions(option(CUSTOM_TYPE, LEGACY_DEC)))
                .addField(field("rate_bytes", 3, Type.TYPE_BYTES)
                        .setOptions(option(CUSTOM_TYPE, "github.com/cosmos/cosmos-sdk/types.Dec")))
                .addField(field("part", 4, Type.TYPE_MESSAGE).setTypeName(".test.v1.Thing"))
                .addField(list("parts", 5, Type.TYPE_MESSAGE).setTypeName(".test.v1.Thing"))
                .addField(field("content", 6, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Any"))
                .addField(field("tokens", 7, Type.TYPE_STRING).setOptions(option(CUSTOM_TYPE, "cosmossdk.io/math.Int")))
                .addField(field("quorum", 8, Type.TYPE_STRING).setOptions(option(SCALAR, "cosmos.Dec")))
                .addField(field("account", 9, Type.TYPE_STRING).setOptions(option(SCALAR, "cosmos.AddressString")))
                .addField(field("validator", 10, Type.TYPE_STRING)
                        .setOptions(option(SCALAR, "cosmos.ValidatorAddressString")))
                .addField(field("side", 11, Type.TYPE_ENUM).setTypeName(".test.v1.Side"))
                .addField(field("length", 12, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Duration"))
                .addField(field("moment", 13, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.Timestamp"))
                .addField(field("left", 14, Type.TYPE_STRING).setOneofIndex(0))
                .addField(field("right", 15, Type.TYPE_INT32).setOneofIndex(0))
                .addField(list("counts", 16, Type.TYPE_MESSAGE).setTypeName(".test.v1.Thing.CountsEntry"))
                .addField(field("on", 17, Type.TYPE_BOOL))
                .addField(field("data", 18, Type.TYPE_BYTES))
                .addField(field("small", 19, Type.TYPE_UINT32))
                .addField(field("height", 20, Type.TYPE_INT64))
                .addField(field("share", 21, Type.TYPE_DOUBLE))
                .addField(field("limit", 22, Type.TYPE_MESSAGE).setTypeName(".google.protobuf.UInt64Value"))
                .addField(field("name", 23, Type.TYPE_STRING))
                .addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice"))
                .addNestedType(DescriptorProto.newBuilder()
                        .setName("CountsEntry")
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                        .addField(field("key", 1, Type.TYPE_STRING))
                        .addField(field("value", 2, Type.TYPE_INT64)))
                .build();
    }

    /** What tells that the chain distinguishes kinds of addresses. */
    private static FileDescriptorProto staking() {
        return FileDescriptorProto.newBuilder()
                .setName("cosmos/staking/v1beta1/tx.proto")
                .setPackage("cosmos.staking.v1beta1")
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder()
                        .setName("MsgDelegate")
                        .addField(field("validator_address", 2, Type.TYPE_STRING)
                                .setOptions(option(SCALAR, "cosmos.ValidatorAddressString"))))
                .build();
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static FieldDescriptorProto.Builder list(String name, int number, Type type) {
        return field(name, number, type).setLabel(Label.LABEL_REPEATED);
    }

    private static EnumValueDescriptorProto.Builder constant(String name, int number) {
        return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number);
    }

    private static FieldOptions option(int number, String text) {
        UnknownFieldSet.Field value = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build();
        return FieldOptions.newBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(number, value).build())
                .build();
    }
}
