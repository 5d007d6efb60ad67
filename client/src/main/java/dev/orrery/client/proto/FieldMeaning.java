package dev.orrery.client.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Set;

/**
 * What a field of type {@code string} or {@code bytes} holds, as its options tell: {@code cosmos_proto.scalar} says what
 * it means, {@code gogoproto.customtype} which Go type writes it.
 */
enum FieldMeaning {
    PLAIN,
    /**
     * A decimal that travels as the integer of its 18 places: Go's {@code LegacyDec} marshals so (cosmossdk.io/math). Only
     * the custom type tells: {@code cosmos.gov.v1.Params.quorum} has the scalar, but is a Go string.
     */
    DECIMAL,
    /** A decimal that travels as it is written. */
    DECIMAL_TEXT,
    INTEGER,
    ACCOUNT,
    VALIDATOR,
    CONSENSUS;

    /** The number of the option {@code gogoproto.customtype} (gogoproto/gogo.proto). */
    private static final int CUSTOM_TYPE = 65003;
    /** The number of the option {@code cosmos_proto.scalar} (cosmos_proto/cosmos.proto). */
    private static final int SCALAR = 93002;

    /** Fields whose annotation says account while the SDK (0.50) reads another kind of address. */
    private static final Set<String> WRONGLY_ACCOUNT = Set.of(
            "cosmos.staking.v1beta1.StakeAuthorization.Validators.address",
            "cosmos.evidence.v1beta1.Equivocation.consensus_address",
            "cosmos.staking.v1beta1.ValAddresses.addresses",
            "cosmos.staking.v1beta1.Validator.operator_address");

    static FieldMeaning of(FieldDescriptor field) {
        UnknownFieldSet options = field.getOptions().getUnknownFields();
        for (String type : texts(options, CUSTOM_TYPE)) {
            if (type.endsWith(".LegacyDec") || type.equals("Dec") || type.endsWith("/types.Dec")) {
                return DECIMAL;
            }
            if (type.endsWith("math.Int") || type.equals("Int") || type.endsWith("/types.Int")) {
                return INTEGER;
            }
        }
        for (String scalar : texts(options, SCALAR)) {
            switch (scalar) {
                case "cosmos.Dec" -> {
                    return DECIMAL_TEXT;
                }
                case "cosmos.Int" -> {
                    return INTEGER;
                }
                case "cosmos.AddressString" -> {
                    return WRONGLY_ACCOUNT.contains(field.getFullName()) ? PLAIN : ACCOUNT;
                }
                case "cosmos.ValidatorAddressString" -> {
                    return VALIDATOR;
                }
                case "cosmos.ConsensusAddressString" -> {
                    return CONSENSUS;
                }
                default -> {}
            }
        }
        return PLAIN;
    }

    private static List<String> texts(UnknownFieldSet options, int number) {
        return options.getField(number).getLengthDelimitedList().stream()
                .map(bytes -> bytes.toStringUtf8())
                .toList();
    }
}
