package dev.orrery.ibc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orrery.ibc.PacketEvent.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts();

    @Test
    void whatIsUnderWayIsNotBegunAgain() {
        List<RelayTask> tasks = tasks(false, 1, 2, 3);
        attempts.begin(tasks.subList(0, 2));

        assertThat(attempts.free(tasks, 10)).containsExactly(tasks.get(2));
    }

    @Test
    void whatFailsWaitsTheLongerTheMoreOftenItFails() {
        List<RelayTask> task = tasks(false, 1);

        assertThat(attempts.failed(task, 10)).isEqualTo(1);
        assertThat(attempts.free(task, 11)).isEmpty();
        assertThat(attempts.free(task, 12)).isEqualTo(task);
        assertThat(attempts.failed(task, 12)).isEqualTo(2);
        assertThat(attempts.free(task, 15)).isEmpty();
        assertThat(attempts.free(task, 16)).isEqualTo(task);
        for (int i = 0; i < 100; i++) {
            attempts.failed(task, 20);
        }
        assertThat(attempts.free(task, 20 + 64)).isEqualTo(task);
    }

    @Test
    void onAnOrderedChannelNothingOvertakes() {
        List<RelayTask> tasks = tasks(true, 1, 2, 3);
        attempts.begin(tasks.subList(0, 1));

        assertThat(attempts.free(tasks, 10)).isEmpty();
        attempts.failed(tasks.subList(0, 1), 10);
        assertThat(attempts.free(tasks, 11)).isEmpty();
        assertThat(attempts.free(tasks, 12)).isEqualTo(tasks);
    }

    @Test
    void whateverHappenedNothingStaysUnderWay() {
        List<RelayTask> tasks = tasks(false, 1, 2);
        attempts.begin(tasks);
        attempts.done(tasks.subList(0, 1), 50);

        attempts.settle(tasks);

        assertThat(attempts.free(tasks, 10)).containsExactly(tasks.get(1));
    }

    @Test
    void whatIsNoTaskAnyMoreIsForgotten() {
        List<RelayTask> task = tasks(false, 1);
        attempts.failed(task, 10);
        attempts.free(List.of(), 11);

        assertThat(attempts.failed(task, 20)).isEqualTo(1);
    }

    private static List<RelayTask> tasks(boolean ordered, long... sequences) {
        return LongStream.of(sequences)
                .mapToObj(sequence -> new RelayTask(
                        Kind.RECEIVED,
                        PacketLife.of(
                                new Packet(
                                        new PacketId("hub-1", "transfer", "channel-0", sequence),
                                        "transfer",
                                        "channel-0",
                                        new byte[] {1},
                                        Height.ZERO,
                                        0),
                                ordered)))
                .toList();
    }
}
