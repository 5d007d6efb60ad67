package dev.orrery.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.orrery.base.InvalidInputException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
    @Test
    void writesTheExamplesOfTheProtobufDocumentation() {
        assertThat(new ProtoWriter().varint(1, 150).toByteArray()).isEqualTo(hex("089601"));
        assertThat(new ProtoWriter().string(2, "testing").toByteArray()).isEqualTo(hex("120774657374696e67"));
        assertThat(new ProtoWriter().varint(1, -2).toByteArray()).isEqualTo(hex("08feffffffffffffffff01"));
    }

    @Test
    void leavesOutDefaultsButNotMessages() {
        byte[] bytes = new ProtoWriter()
                .varint(1, 0)
                .string(2, "")
                .bool(3, false)
                .fixed64(4, 0)
                .message(5, new ProtoWriter())
                .toByteArray();

        assertThat(bytes).isEqualTo(hex("2a00"));
    }

    @Test
    void readsWhatTheProtobufLibraryWrites() {
        byte[] bytes = UnknownFieldSet.newBuilder()
                .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(-1).build())
                .addField(
                        2,
                        UnknownFieldSet.Field.newBuilder().addFixed64(1L << 40).build())
                .addField(3, UnknownFieldSet.Field.newBuilder().addFixed32(77).build())
                .addField(
                        2047,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("one"))
                                .addLengthDelimited(ByteString.copyFromUtf8("two"))
                                .build())
                .build()
                .toByteArray();

        ProtoReader fields = ProtoReader.of(bytes);

        assertThat(fields.varint(1)).isEqualTo(-1);
        assertThat(fields.varint(2)).isEqualTo(1L << 40);
        assertThat(fields.varint(3)).isEqualTo(77);
        assertThat(fields.repeated(2047)).containsExactly("one".getBytes(), "two".getBytes());
        assertThat(fields.string(2047)).isEqualTo("two");
        assertThat(fields.string(9)).isEmpty();
        assertThat(fields.has(9)).isFalse();
    }

    @Test
    void carriesAny() {
        Any any = new Any("/cosmos.crypto.secp256k1.PubKey", new byte[] {1, 2, 3});

        assertThat(ProtoReader.of(new ProtoWriter().any(4, any).toByteArray()).any(4))
                .isEqualTo(any);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "0a05ff", "09010203", "0b", "08ffffffffffffffffffff01", "0affffffffffffffffff01"})
    void refusesWhatIsNoMessage(String hex) {
        assertThatThrownBy(() -> ProtoReader.of(hex(hex)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("malformed at byte");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
