package dev.orrery.tests.validators;

import static dev.orrery.assertions.OrreryAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.orrery.base.Deadline;
import dev.orrery.base.StageException;
import dev.orrery.binaries.Binaries;
import dev.orrery.binaries.OrreryCache;
import dev.orrery.engine.Orrery;
import dev.orrery.engine.RunningNetwork;
import dev.orrery.engine.UpEvent;
import dev.orrery.engine.UpOptions;
import dev.orrery.network.Chain;
import dev.orrery.network.NetworkStatus.ChainStatus;
import dev.orrery.network.NetworkStatus.NodeStatus;
import dev.orrery.network.NetworkStatus.ValidatorStatus;
import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.NetworkSpec;
import dev.orrery.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Validators of genesis whose process ends at its start, or does nothing. */
class MissingValidatorsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void threeOfFourMakeBlocksAndTheStatusTellsWhoIsMissing() throws IOException {
        List<UpEvent.NodeDown> down = new CopyOnWriteArrayList<>();
        UpOptions options = options().listener(event -> {
            if (event instanceof UpEvent.NodeDown node) {
                down.add(node);
            }
        });

        try (RunningNetwork running = Orrery.up(network("val4"), options)) {
            Chain hub = running.network().chain("hub");
            assertThat(hub).producesBlocks(3).within(LONG);
            assertThat(hub.fundedAccount("5stake")).hasBalance("5stake");

            ChainStatus status =
                    running.network().status(Deadline.after(LONG)).chains().getFirst();
            assertThat(status.nodes())
                    .extracting(NodeStatus::name, NodeStatus::state)
                    .containsExactly(
                            tuple("val1", "running"),
                            tuple("val2", "running"),
                            tuple("val3", "running"),
                            tuple("val4", "down"));
            assertThat(status.missing())
                    .extracting(ValidatorStatus::node, ValidatorStatus::votingPower)
                    .containsExactly(tuple("val4", 1000L));
            assertThat(status.power()).isEqualTo(4000);
        }

        assertThat(down).singleElement().satisfies(node -> {
            assertThat(node.node()).isEqualTo("val4");
            assertThat(node.reason()).contains("status 3", "there is no key for val4");
        });
    }

    /** The first node is the one that all others ask, so what works without it works without any other. */
    @Test
    void aProcessThatRunsButGetsNowhereIsDoneWithoutTooBeItTheFirst() throws IOException {
        List<UpEvent.NodeDown> down = new CopyOnWriteArrayList<>();
        UpOptions options = options().timeout(PATIENCE).listener(event -> {
            if (event instanceof UpEvent.NodeDown node) {
                down.add(node);
            }
        });

        try (RunningNetwork running = Orrery.up(hanging("val1"), options)) {
            Chain hub = running.network().chain("hub");
            assertThat(hub.fundedAccount("5stake")).hasBalance("5stake");
            assertThat(running.network()
                            .status(Deadline.after(LONG))
                            .chains()
                            .getFirst()
                            .missing())
                    .extracting(ValidatorStatus::node)
                    .containsExactly("val1");
        }

        assertThat(down).singleElement().satisfies(node -> {
            assertThat(node.node()).isEqualTo("val1");
            assertThat(node.reason()).matches("its process runs, but has no block \\d+ s after the others");
        });
    }

    @Test
    void twoOfFourCannotMakeBlocksWhichIsToldAtOnceWithTheMissingPower() throws IOException {
        NetworkSpec spec = network("val3|val4");
        Deadline soon = Deadline.after(LONG);

        StageException refused = catchThrowableOfType(
                StageException.class, () -> Orrery.up(spec, options()).close());

        assertThat(soon.passed()).isFalse();
        assertThat(refused)
                .hasMessageContaining("starting hub")
                .hasMessageContaining("more than two thirds of the voting power of 4000")
                .hasMessageContaining(
                        "2000 of 4000 are missing: hub/val3, hub/val4 did not come up; the last of them: ")
                .hasMessageContaining("there is no key for val");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    /** Nobody has a block then, so what tells is that the others answer and these do not. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void twoOfFourThatHangAreToldLongBeforeTheDeadlineWithTheMissingPower() throws IOException {
        NetworkSpec spec = hanging("val3|val4");
        Deadline soon = Deadline.after(PATIENCE.dividedBy(3));

        StageException refused = catchThrowableOfType(
                StageException.class,
                () -> Orrery.up(spec, options().timeout(PATIENCE)).close());

        assertThat(soon.passed()).isFalse();
        assertThat(refused)
                .hasMessageContaining("starting hub")
                .hasMessageContaining("2000 of 4000 are missing: hub/val3, hub/val4 did not come up")
                .message()
                .containsPattern("its process runs, but does not answer \\d+ s after the others do");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aFullNodeIsMissedLikeTheOnlyValidator() throws IOException {
        NetworkSpec spec = network("full1", "fullNodes: 1");

        StageException refused = catchThrowableOfType(
                StageException.class, () -> Orrery.up(spec, options()).close());

        assertThat(refused).hasMessageContaining("starting hub/full1").hasMessageContaining("status 3");
    }

    private UpOptions options() {
        return UpOptions.in(folder.resolve("state"));
    }

    /** Four validators, whose program does nothing where it is started for one of these nodes. */
    private NetworkSpec hanging(String broken) throws IOException {
        NetworkSpec spec = network(broken);
        Path program = folder.resolve("simd");
        Files.writeString(program, Files.readString(program).replaceAll("echo .*; exit 3", "exec sleep 1000"));
        return spec;
    }

    /** Four validators, whose program ends at once where it is started for one of these nodes. */
    private NetworkSpec network(String broken, String... more) throws IOException {
        Path simd = new Binaries(OrreryCache.standard())
                .get(
                        new BinarySpec.GoModule("github.com/cosmos/ibc-go/v8/testing/simapp/simd", "v8.8.0"),
                        (source, step, elapsed) -> {})
                .executable();
        Path program = folder.resolve("simd");
        Files.writeString(program, """
            #!/bin/sh
            node=$(basename "$(dirname "$3")")
            case $1/$node in
            start/%s) echo "Error: there is no key for $node" >&2; exit 3 ;;
            esac
            exec %s "$@"
            """.formatted(broken.replace("|", "|start/"), simd));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return SpecReader.read("""
            version: 1
            name: missing
            chains:
              hub:
                binary: { path: ./simd }
                validators: 4
                %s
            """.formatted(String.join("", more)), "network.yaml", folder);
    }
}
