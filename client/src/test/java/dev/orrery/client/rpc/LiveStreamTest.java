package dev.orrery.client.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.CancelledException;
import dev.orrery.base.ChainException;
import dev.orrery.base.Deadline;
import dev.orrery.base.DeadlineExceededException;
import dev.orrery.base.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LiveStreamTest {
    private static final ChainException LOST = new ChainException(
            Failure.doing("waiting for events").seen("the connection is lost").build());

    private final List<LiveStream> closed = new ArrayList<>();
    private final LiveStream stream = new LiveStream("tm.event='Tx'", closed::add);

    @Test
    void eventsComeInTheirOrder() {
        stream.offer(event(1));
        stream.offer(event(2));

        assertThat(stream.next(soon()).data().asInt()).isEqualTo(1);
        assertThat(stream.next(soon()).data().asInt()).isEqualTo(2);
    }

    @Test
    void aMissedDeadlineSaysHowManyWereSeen() {
        stream.offer(event(1));
        stream.next(soon());

        assertThatThrownBy(() -> stream.next(Deadline.after(Duration.ofMillis(1))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("tm.event='Tx'")
                .hasMessageContaining("none after the 1 that were read");
    }

    @Test
    void whatArrivedBeforeALossIsStillRead() {
        stream.offer(event(1));
        stream.fail(LOST);

        assertThat(stream.next(soon()).data().asInt()).isEqualTo(1);
        assertThatThrownBy(() -> stream.next(soon()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("the connection is lost");
    }

    @Test
    void aWaiterIsToldOfALossAtOnce() throws InterruptedException {
        Thread loser = Thread.startVirtualThread(() -> stream.fail(LOST));

        assertThatThrownBy(() -> stream.next(Deadline.after(Duration.ofMinutes(1))))
                .isInstanceOf(ChainException.class);
        loser.join();
    }

    @Test
    void aReaderThatFallsBehindGetsAnErrorInsteadOfAGap() {
        for (int i = 0; i < 10_001; i++) {
            stream.offer(event(i));
        }

        for (int i = 0; i < 10_000; i++) {
            assertThat(stream.next(soon()).data().asInt()).isEqualTo(i);
        }
        assertThatThrownBy(() -> stream.next(soon()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("10000 events waiting");
    }

    @Test
    void anInterruptionCancelsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> stream.next(soon())).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClosedStreamIsReportedAndReadNoMore() {
        stream.close();

        assertThat(closed).containsExactly(stream);
        assertThatThrownBy(() -> stream.next(soon()))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("the stream is closed");
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(5));
    }

    private static NodeEvent event(int number) {
        return new NodeEvent("tm.event='Tx'", JsonNodeFactory.instance.numberNode(number), Map.of());
    }
}
