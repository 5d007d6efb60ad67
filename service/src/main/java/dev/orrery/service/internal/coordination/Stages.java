package dev.orrery.service.internal.coordination;

import dev.orrery.engine.Stage;
import dev.orrery.service.internal.access.Principal;
import dev.orrery.service.internal.http.HttpProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far each node is: its stages with their state and times, in the order it reported them. Thread-safe. */
final class Stages {
    static final List<String> NAMES = Stream.concat(
                    Arrays.stream(Stage.values()).map(Stage::label), Stream.of("ready"))
            .toList();
    static final List<String> STATES = List.of("running", "done", "failed");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Waiting waiting;
    private final Events events;
    private final Journal journal;
    private final Map<String, ObjectNode> nodes = new TreeMap<>();

    Stages(Waiting waiting, Events events, Path file) {
        this.waiting = waiting;
        this.events = events;
        this.journal = new Journal(file);
        for (Map.Entry<String, JsonNode> entry : journal.read().properties()) {
            nodes.put(entry.getKey(), (ObjectNode) entry.getValue());
        }
    }

    /** A node says how far it is. */
    ObjectNode report(Principal.Node node, String stage, String state, String detail) {
        if (!NAMES.contains(stage)) {
            throw new HttpProblem(400, "bad-stage", "stages are " + String.join(", ", NAMES));
        }
        if (!STATES.contains(state)) {
            throw new HttpProblem(400, "bad-state", "states are " + String.join(", ", STATES));
        }
        return waiting.change(() -> {
            ObjectNode before = nodes.get(node.label());
            ObjectNode now = before == null ? JSON.createObjectNode() : before.deepCopy();
            String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
            now.put("node", node.label())
                    .put("stage", stage)
                    .put("state", state)
                    .put("since", at);
            ObjectNode one = now.withObject("/stages").withObject("/" + stage);
            if (state.equals("running")) {
                one.removeAll();
            }
            one.put("state", state).put(state.equals("running") ? "started" : "ended", at);
            if (!detail.isEmpty()) {
                one.put("detail", detail);
            }
            save(node.label(), now);
            nodes.put(node.label(), now);
            events.add(
                    "stage",
                    node.label(),
                    JSON.createObjectNode().put("stage", stage).put("state", state));
            return now;
        });
    }

    /** What is known of a node. */
    Optional<ObjectNode> find(Principal.Node node) {
        return waiting.read(() -> Optional.ofNullable(nodes.get(node.label())));
    }

    /** The state of one stage of a node, where it has begun. */
    Optional<String> state(Principal.Node node, String stage) {
        return find(node)
                .map(json -> json.at("/stages/" + stage + "/state").asString(""))
                .filter(state -> !state.isEmpty());
    }

    ObjectNode all() {
        return waiting.read(() -> {
            ObjectNode json = JSON.createObjectNode();
            ArrayNode list = json.putArray("nodes");
            nodes.values().forEach(list::add);
            return json;
        });
    }

    private void save(String changed, ObjectNode now) {
        ObjectNode all = JSON.createObjectNode();
        nodes.forEach(all::set);
        all.set(changed, now);
        journal.write(all);
    }
}
