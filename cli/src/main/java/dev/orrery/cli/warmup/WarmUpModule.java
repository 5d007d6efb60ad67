package dev.orrery.cli.warmup;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;

/** The only module of {@link WarmUpChain}, as far as queries and messages are made from what a chain says of its own. */
final class WarmUpModule {
    /** A message that it knows. */
    static final String SEND = """
        {"@type": "/cosmos.bank.v1beta1.MsgSend", "from_address": "", "to_address": "",
         "amount": [{"denom": "uatom", "amount": "1"}]}
        """;

    private static final String PACKAGE = "cosmos.bank.v1beta1";

    private WarmUpModule() {}

    /** As {@code cosmos.reflection.v1} answers: field 1 has the files. */
    static byte[] descriptors() {
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("bank.proto")
                .setPackage(PACKAGE)
                .setSyntax("proto3")
                .addMessageType(message("Coin", text("denom", 1), text("amount", 2)))
                .addMessageType(message(
                        "MsgSend",
                        text("from_address", 1),
                        text("to_address", 2),
                        coin("amount", 3).toBuilder()
                                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED)
                                .build()))
                .addMessageType(message("QueryBalanceRequest", text("address", 1), text("denom", 2)))
                .addMessageType(message("QueryBalanceResponse", coin("balance", 1)))
                .addService(ServiceDescriptorProto.newBuilder()
                        .setName("Query")
                        .addMethod(MethodDescriptorProto.newBuilder()
                                .setName("Balance")
                                .setInputType("." + PACKAGE + ".QueryBalanceRequest")
                                .setOutputType("." + PACKAGE + ".QueryBalanceResponse")))
                .build();
        // A set of files has the same form.
        return FileDescriptorSet.newBuilder().addFile(file).build().toByteArray();
    }

    /** An answer of its only method: 10000uatom. */
    static byte[] balance() {
        return ByteString.fromHex("0a0e0a057561746f6d12053130303030").toByteArray();
    }

    private static DescriptorProto message(String name, FieldDescriptorProto... fields) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        for (FieldDescriptorProto field : fields) {
            message.addField(field);
        }
        return message.build();
    }

    private static FieldDescriptorProto text(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_STRING)
                .build();
    }

    private static FieldDescriptorProto coin(String name, int number) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName("." + PACKAGE + ".Coin")
                .build();
    }
}
