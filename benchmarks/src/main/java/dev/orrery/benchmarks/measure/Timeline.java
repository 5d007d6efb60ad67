package dev.orrery.benchmarks.measure;

import dev.orrery.engine.Stage;
import dev.orrery.engine.UpEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** When each phase of one {@code up} ended, from what it tells of itself. Not thread-safe: its listener is called singly. */
public final class Timeline {
    private final EnumMap<Phase, Duration> ends = new EnumMap<>(Phase.class);

    public void on(UpEvent event) {
        switch (event) {
            case UpEvent.BinaryStep e -> {}
            case UpEvent.BinaryReady e -> ended(Phase.BINARIES, e.at());
            case UpEvent.StageStarted e when e.stage() == Stage.INIT_CHAIN -> ended(Phase.LAYOUT, e.at());
            case UpEvent.StageStarted e -> {}
            case UpEvent.StageDone e -> stageDone(e.stage().label(), e.at());
            case UpEvent.NodeDown e -> {}
            case UpEvent.ConfigChanged e -> {}
            case UpEvent.PathOpening e -> {}
            case UpEvent.PathOpen e -> ended(Phase.PATHS, e.at());
            case UpEvent.RelayerReady e -> {}
            case UpEvent.LaunchStep e -> {}
            case UpEvent.ApiReady e -> {}
            case UpEvent.Failing e -> {}
            case UpEvent.Ready e -> ended(Phase.PUBLISH, e.at());
        }
    }

    /** A line of {@code up --json}. */
    public void on(JsonNode event) {
        Duration at = Duration.ofMillis(event.path("atMillis").asLong(0));
        String stage = event.path("stage").asString("");
        switch (event.path("event").asString("")) {
            case "binary-ready" -> ended(Phase.BINARIES, at);
            case "stage-started" -> {
                if (stage.equals(Stage.INIT_CHAIN.label())) {
                    ended(Phase.LAYOUT, at);
                }
            }
            case "stage-done" -> stageDone(stage, at);
            case "path-open" -> ended(Phase.PATHS, at);
            case "ready" -> ended(Phase.PUBLISH, at);
            default -> {}
        }
    }

    /**
     * How long each phase was; together they are the whole.
     *
     * @param total from before the launch until after the return, by the clock of who measures
     * @param launched whether what the events do not cover came before them (a process) or after them (a call)
     */
    public Map<Phase, Duration> phases(Duration total, boolean launched) {
        EnumMap<Phase, Duration> phases = new EnumMap<>(Phase.class);
        Duration last = Duration.ZERO;
        for (Map.Entry<Phase, Duration> end : ends.entrySet()) {
            phases.put(end.getKey(), end.getValue().minus(last));
            last = end.getValue();
        }
        phases.put(launched ? Phase.LAUNCH : Phase.AFTER, total.minus(last));
        return phases;
    }

    private void stageDone(String stage, Duration at) {
        if (stage.equals(Stage.INIT_CHAIN.label())) {
            ended(Phase.INIT_CHAIN, at);
        } else if (stage.equals(Stage.INIT_NODE.label())) {
            ended(Phase.INIT_NODE, at);
        } else if (stage.equals(Stage.START.label())) {
            ended(Phase.FIRST_BLOCK, at);
        }
    }

    private void ended(Phase phase, Duration at) {
        ends.merge(phase, at, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
