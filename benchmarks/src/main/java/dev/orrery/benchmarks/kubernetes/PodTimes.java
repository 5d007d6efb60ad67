package dev.orrery.benchmarks.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How long the pods of a network's nodes took for each part of their start, by the cluster's own words: whole seconds. */
final class PodTimes {
    private PodTimes() {}

    /** For each part, the longest that any node took for it. */
    static Map<String, Duration> of(JsonNode pods) {
        Map<String, Duration> longest = new LinkedHashMap<>();
        for (JsonNode pod : pods.path("items")) {
            if (pod.at("/metadata/labels").has("orrery.dev/chain")) {
                parts(pod).forEach((part, took) -> longest.merge(part, took, (a, b) -> a.compareTo(b) > 0 ? a : b));
            }
        }
        return longest;
    }

    private static Map<String, Duration> parts(JsonNode pod) {
        Instant created = time(pod.at("/metadata/creationTimestamp"));
        Instant scheduled = condition(pod, "PodScheduled");
        Instant first = time(pod.at("/status/initContainerStatuses/0/state/terminated/startedAt"));
        Instant node = time(pod.at("/status/containerStatuses/0/state/running/startedAt"));
        Instant ready = condition(pod, "Ready");
        Map<String, Duration> parts = new LinkedHashMap<>();
        parts.put("scheduling", Duration.between(created, scheduled));
        parts.put("sandbox and images", Duration.between(scheduled, first));
        parts.put("init containers", Duration.between(first, node));
        parts.put("first block", Duration.between(node, ready));
        return parts;
    }

    private static Instant condition(JsonNode pod, String type) {
        return time(pod.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow()
                .path("lastTransitionTime"));
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asString());
    }

    /** The ids of all pods, as their control groups are called. */
    static List<String> ids(JsonNode pods) {
        return pods.path("items")
                .valueStream()
                .map(pod -> "pod" + pod.at("/metadata/uid").asString())
                .toList();
    }
}
