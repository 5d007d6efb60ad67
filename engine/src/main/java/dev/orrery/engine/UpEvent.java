package dev.orrery.engine;

import dev.orrery.network.NetworkDescription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Something that happened while a network was brought up. Durations count from the call, unless said otherwise. */
public sealed interface UpEvent {
    /** When, since the network was asked for. */
    Duration at();

    /** A chain binary is being had: downloaded, built, or asked for its facts. */
    record BinaryStep(Duration at, String source, String step, Duration elapsed) implements UpEvent {}

    /** A chain's binary and its facts are there. */
    record BinaryReady(Duration at, String chain, String source) implements UpEvent {}

    /** A node entered a stage. */
    record StageStarted(Duration at, String chain, String node, Stage stage) implements UpEvent {}

    /**
     * A node left a stage. {@code start} ends when the node has seen its first block.
     *
     * @param took how long the stage took
     */
    record StageDone(Duration at, String chain, String node, Stage stage, Duration took) implements UpEvent {}

    /**
     * A validator of genesis did not come up, and its chain goes on without it: more than two thirds of the power are there.
     *
     * @param reason what became of it, in one line
     */
    record NodeDown(Duration at, String chain, String node, String reason) implements UpEvent {}

    /**
     * A node runs with other settings than planned, since its program has changed the file when it started.
     *
     * @param file which of its files: {@code config.toml}
     * @param settings those that differ, at least one
     */
    record ConfigChanged(Duration at, String chain, String node, String file, List<Setting> settings)
            implements UpEvent {
        public ConfigChanged {
            settings = List.copyOf(settings);
        }

        /** All of it in one line: {@code its program changed config.toml: consensus.timeout_commit is "2s" instead of "100ms"}. */
        public String text() {
            return "its program changed " + file + ": "
                    + settings.stream()
                            .map(each -> each.key() + " is " + each.used() + " instead of " + each.planned())
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * A setting of a file.
     *
     * @param key its table and name: {@code consensus.timeout_commit}
     * @param planned its value in the plan, as JSON
     * @param used its value in the file that the node runs with, as JSON; {@code nothing} where it is gone
     */
    record Setting(String key, String planned, String used) {}

    /** A path is being opened by handshakes. */
    record PathOpening(Duration at, String path) implements UpEvent {}

    /** Both light clients of a path are Active and its channels are open on both sides. */
    record PathOpen(Duration at, String path) implements UpEvent {}

    /** A relayer that runs as a process relays: it says so itself. */
    record RelayerReady(Duration at, String path, String relayer) implements UpEvent {}

    /**
     * A consumer chain is being launched by transactions on its provider.
     *
     * @param chain the consumer
     * @param step how far it is, in a few words: {@code registered on hub as consumer 0}
     */
    record LaunchStep(Duration at, String chain, String step) implements UpEvent {}

    /**
     * The API service answers; stages may have begun before.
     *
     * @param tokenFile holds the operator's token
     */
    record ApiReady(Duration at, URI url, Path tokenFile) implements UpEvent {}

    /**
     * The network does not come up. What was made of it is being removed; after that the call fails with the whole story.
     *
     * @param reason why not, in one line
     */
    record Failing(Duration at, String reason) implements UpEvent {}

    /** Every node that is up has seen its first block and every light client is Active. */
    record Ready(Duration at, NetworkDescription network) implements UpEvent {}

    /** Hears of events in their order; calls may come from several threads, but never two at once. */
    interface Listener {
        /** Hears nothing. */
        Listener SILENT = event -> {};

        void on(UpEvent event);
    }
}
