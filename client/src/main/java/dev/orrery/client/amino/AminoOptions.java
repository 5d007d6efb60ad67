package dev.orrery.client.amino;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Optional;

/** The options of messages and fields that amino's JSON depends on; they come as fields that protobuf does not know. */
final class AminoOptions {
    /** amino/amino.proto, options of messages. */
    private static final int NAME = 11110001;

    private static final int MESSAGE_ENCODING = 11110002;
    /** amino/amino.proto, options of fields. */
    private static final int ENCODING = 11110003;

    private static final int FIELD_NAME = 11110004;
    private static final int DONT_OMITEMPTY = 11110005;
    private static final int ONEOF_NAME = 11110006;
    /** cosmos_proto/cosmos.proto. */
    private static final int SCALAR = 93002;
    /** gogoproto/gogo.proto. */
    private static final int CUSTOM_TYPE = 65003;

    private AminoOptions() {}

    static Optional<String> name(Descriptor type) {
        return text(type.getOptions().getUnknownFields(), NAME);
    }

    static String messageEncoding(Descriptor type) {
        return text(type.getOptions().getUnknownFields(), MESSAGE_ENCODING).orElse("");
    }

    static String encoding(FieldDescriptor field) {
        return text(field.getOptions().getUnknownFields(), ENCODING).orElse("");
    }

    static String fieldName(FieldDescriptor field) {
        return text(field.getOptions().getUnknownFields(), FIELD_NAME).orElse(field.getName());
    }

    static boolean omitEmpty(FieldDescriptor field) {
        List<Long> values =
                field.getOptions().getUnknownFields().getField(DONT_OMITEMPTY).getVarintList();
        return values.isEmpty() || values.getLast() == 0;
    }

    static Optional<String> oneofName(FieldDescriptor field) {
        return text(field.getOptions().getUnknownFields(), ONEOF_NAME);
    }

    /** Whether the field's text is an integer of any size, whose default is written as 0. */
    static boolean isInt(FieldDescriptor field) {
        return scalar(field).equals("cosmos.Int");
    }

    /** Whether the field holds a decimal as the integer of its 18 places; only the Go type tells. */
    static boolean isDec(FieldDescriptor field) {
        return scalar(field).equals("cosmos.Dec")
                && text(field.getOptions().getUnknownFields(), CUSTOM_TYPE)
                        .filter(type -> type.equals("cosmossdk.io/math.LegacyDec")
                                || type.equals("github.com/cosmos/cosmos-sdk/types.Dec"))
                        .isPresent();
    }

    private static String scalar(FieldDescriptor field) {
        return text(field.getOptions().getUnknownFields(), SCALAR).orElse("");
    }

    private static Optional<String> text(UnknownFieldSet options, int number) {
        var values = options.getField(number).getLengthDelimitedList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.getLast().toStringUtf8());
    }
}
