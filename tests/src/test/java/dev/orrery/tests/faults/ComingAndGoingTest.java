package dev.orrery.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orrery.base.NetworkStateException;
import dev.orrery.base.StageException;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.FoundNetwork.State;
import dev.orrery.network.NetworkDescription.Endpoints;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks that come and go, also many of them at the same moment. */
class ComingAndGoingTest {
    private Place place;

    @BeforeEach
    void findAPlace() throws IOException {
        place = Place.make();
    }

    @AfterEach
    void nothingIsLeft() {
        place.isAsIfNothingHadBeen();
    }

    @Test
    void aNetworkThatRunsIsNotStartedAgain() {
        try (RunningNetwork running = place.up(place.spec("once", Place.SIMD))) {
            assertThatThrownBy(() -> place.up(place.spec("once", Place.SIMD)).close())
                    .isInstanceOf(NetworkStateException.class)
                    .hasMessageContaining(
                            "is already running (pid " + ProcessHandle.current().pid() + ")");

            assertThat(Orrery.find(place.stateOf("once"), "process")).hasValueSatisfying(found -> {
                assertThat(found.state()).isEqualTo(State.RUNNING);
                assertThat(found.description()).contains(running.description());
            });
            assertThat(running.network().chain("hub").awaitBlocks(1)).isPositive();
        }
    }

    @Test
    void anInterruptAtTheMomentWhenItIsReadyLosesNothing() {
        RunningNetwork running = place.up(
                place.spec("interrupted", Place.SIMD),
                options -> options.listener(event -> {
                    if (event instanceof UpEvent.Ready) {
                        Thread.currentThread().interrupt();
                    }
                }));
        running.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(place.stateOf("interrupted")).doesNotExist();
    }

    @Test
    void aNetworkThatIsNotThereIsNotFound() {
        assertThat(Orrery.find(place.stateOf("absent"), "process")).isEmpty();
    }

    @Test
    void aFolderThatWasLeftIsReadAndThenCleared() {
        assertThatThrownBy(() -> place.up(
                                place.spec(
                                        "left",
                                        Place.SIMD,
                                        "genesis: { app_state: { bank: { params: { send_enabled: [ nonsense ] } } } }"),
                                options -> options.keepFolder(true))
                        .close())
                .isInstanceOf(StageException.class);

        FoundNetwork left = Orrery.find(place.stateOf("left"), "process").orElseThrow();
        assertThat(left.state()).isEqualTo(State.CRASHED);
        List<String> log = new ArrayList<>();
        left.readLog(left.nodes().getFirst(), Stage.START, false, log::add);
        assertThat(log).anyMatch(line -> line.contains("panic: json"));
        assertThat(place.processes()).isEmpty();

        try (RunningNetwork again = place.up(place.spec("left", Place.SIMD))) {
            assertThat(again.network().chain("hub").height()).isPositive();
        }
    }

    @Test
    void tenNetworksStartAtTheSameMoment() throws Exception {
        List<Future<RunningNetwork>> starting = new ArrayList<>();
        List<RunningNetwork> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                String name = "ten-" + i;
                starting.add(threads.submit(() -> place.up(
                        place.spec(name, Place.SIMD),
                        // All of their nodes start on one machine's few cores.
                        options -> options.timeout(Duration.ofMinutes(2)))));
            }
            for (Future<RunningNetwork> network : starting) {
                running.add(network.get());
            }

            assertThat(running.stream()
                            .flatMap(it -> it.description().chains().getFirst().nodes().stream())
                            .flatMap(node -> ports(node.endpoints())))
                    .hasSize(40)
                    .doesNotHaveDuplicates();
            for (RunningNetwork network : running) {
                assertThat(network.network().chain("hub").height()).isPositive();
            }
        } finally {
            running.forEach(RunningNetwork::close);
        }
    }

    @Test
    void oneAfterTheOtherLeavesNothingEachTime() {
        for (int i = 0; i < 5; i++) {
            try (RunningNetwork network = place.up(place.spec("again", Place.SIMD))) {
                assertThat(place.processes()).isNotEmpty();
                assertThat(network.description()
                                .chains()
                                .getFirst()
                                .nodes()
                                .getFirst()
                                .pid())
                        .isPositive();
            }
            place.isAsIfNothingHadBeen();
        }
    }

    private static Stream<String> ports(Endpoints endpoints) {
        return Stream.of(endpoints.rpc(), endpoints.grpc(), endpoints.rest(), endpoints.p2p())
                .map(endpoint -> endpoint.replaceAll(".*:", ""));
    }
}
