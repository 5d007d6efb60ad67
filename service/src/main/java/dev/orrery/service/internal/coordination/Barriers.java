package dev.orrery.service.internal.coordination;

import dev.orrery.base.Deadline;
import dev.orrery.service.internal.http.HttpProblem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Barriers: open once as many have arrived as were said to come, and for good. Thread-safe. */
final class Barriers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 1_000;
    private static final int MOST_PARTIES = 10_000;

    private final Waiting waiting;
    private final Events events;
    private final Journal journal;
    private final Map<String, Barrier> barriers = new TreeMap<>();

    private record Barrier(int parties, Set<String> arrived) {
        boolean open() {
            return arrived.size() >= parties;
        }
    }

    Barriers(Waiting waiting, Events events, Path file) {
        this.waiting = waiting;
        this.events = events;
        this.journal = new Journal(file);
        for (Map.Entry<String, JsonNode> entry : journal.read().properties()) {
            Set<String> arrived = new TreeSet<>();
            entry.getValue().required("arrived").forEach(who -> arrived.add(who.asString()));
            barriers.put(
                    entry.getKey(),
                    new Barrier(entry.getValue().required("parties").asInt(), arrived));
        }
    }

    /** Arrives, again if need be, and waits for the others until the deadline; how it stands then. */
    ObjectNode arrive(String name, String who, int parties, Deadline deadline) {
        waiting.change(() -> add(name, who, parties));
        return waiting.await(
                        deadline,
                        () -> Optional.ofNullable(barriers.get(name))
                                .filter(Barrier::open)
                                .map(open -> json(name)))
                .orElseGet(() -> get(name));
    }

    ObjectNode get(String name) {
        return waiting.read(() -> json(name));
    }

    private boolean add(String name, String who, int parties) {
        if (parties < 1 || parties > MOST_PARTIES) {
            throw new HttpProblem(400, "bad-parties", "a barrier is for 1 to " + MOST_PARTIES + " parties");
        }
        Barrier barrier = barriers.get(name);
        if (barrier == null) {
            if (barriers.size() >= MOST) {
                throw new HttpProblem(507, "too-many-barriers", "there are " + MOST + " barriers, which is the most");
            }
            barrier = new Barrier(parties, new TreeSet<>());
        }
        if (barrier.parties() != parties) {
            throw new HttpProblem(
                    409, "other-parties", "others said that " + barrier.parties() + " come, not " + parties);
        }
        if (barrier.arrived().contains(who)) {
            return false;
        }
        if (barrier.open()) {
            throw new HttpProblem(409, "barrier-open", "all " + parties + " have come already, without " + who);
        }
        Set<String> arrived = new TreeSet<>(barrier.arrived());
        arrived.add(who);
        Barrier now = new Barrier(parties, arrived);
        save(name, now);
        barriers.put(name, now);
        events.add("barrier", name, JSON.createObjectNode().put("arrived", who).put("open", now.open()));
        return true;
    }

    private ObjectNode json(String name) {
        Barrier barrier = barriers.get(name);
        if (barrier == null) {
            throw new HttpProblem(404, "no-such-barrier", "nobody has arrived at a barrier of this name");
        }
        return json(barrier).put("name", name).put("open", barrier.open());
    }

    private static ObjectNode json(Barrier barrier) {
        ObjectNode json = JSON.createObjectNode().put("parties", barrier.parties());
        barrier.arrived().forEach(json.putArray("arrived")::add);
        return json;
    }

    private void save(String changed, Barrier now) {
        ObjectNode all = JSON.createObjectNode();
        barriers.forEach((name, barrier) -> all.set(name, json(barrier)));
        all.set(changed, json(now));
        journal.write(all);
    }
}
