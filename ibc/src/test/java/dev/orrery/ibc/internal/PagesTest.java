package dev.orrery.ibc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.client.wire.ProtoReader;
import dev.orrery.client.wire.ProtoWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    @Test
    void readsPackedNumbersAndSingleOnes() {
        List<Long> numbers = List.of(1L, 0L, 300L, Long.MAX_VALUE, -1L);

        assertThat(Pages.numbers(ProtoReader.of(Pages.packed(4, numbers)), 4)).isEqualTo(numbers);
        assertThat(Pages.numbers(
                        ProtoReader.of(
                                new ProtoWriter().varint(4, 7).varint(4, 300).toByteArray()),
                        4))
                .containsExactly(7L, 300L);
        assertThat(Pages.numbers(ProtoReader.of(new byte[0]), 4)).isEmpty();
    }
}
