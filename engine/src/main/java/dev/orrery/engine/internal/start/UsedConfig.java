package dev.orrery.engine.internal.start;

import dev.orrery.engine.UpEvent;
import dev.orrery.engine.backend.BackendSession;
import dev.orrery.engine.internal.Events;
import dev.orrery.engine.plan.ChainPlan.NodePlan;
import dev.orrery.engine.plan.NodeId;
import dev.orrery.engine.plan.PlannedFile;
import dev.orrery.engine.plan.internal.TomlTree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the configuration that a node has once it runs against the planned one: some programs write other settings to their
 * files when they start.
 */
public final class UsedConfig {
    private static final String SUFFIX = ".toml";
    /** As Go's {@code time.Duration} writes and reads itself. */
    private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:\\.[0-9]+)?(?:ns|us|µs|ms|s|m|h))+");

    private static final Pattern DURATION_PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", BigDecimal.valueOf(1_000),
            "µs", BigDecimal.valueOf(1_000),
            "ms", BigDecimal.valueOf(1_000_000),
            "s", BigDecimal.valueOf(1_000_000_000),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L));

    private UsedConfig() {}

    /** Tells of every file of a node that says something else than planned, as far as the backend can read it. */
    static void check(NodeId node, NodePlan plan, BackendSession session, Events events) {
        for (PlannedFile file : plan.files()) {
            if (file.path().endsWith(SUFFIX)) {
                session.read(node, file.path()).ifPresent(now -> {
                    List<UpEvent.Setting> differ = differences(text(file.content()), text(now));
                    if (!differ.isEmpty()) {
                        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
                        events.tell(at -> new UpEvent.ConfigChanged(at, node.chain(), node.node(), name, differ));
                    }
                });
            }
        }
    }

    /** What was planned and is not so, in the order of the plan; settings that somebody added are not among them. */
    static List<UpEvent.Setting> differences(String planned, String used) {
        List<UpEvent.Setting> differ = new ArrayList<>();
        if (!planned.equals(used)) {
            TomlTree.of(planned)
                    .ifPresent(wanted -> TomlTree.of(used).ifPresent(found -> compare("", wanted, found, differ)));
        }
        return differ;
    }

    private static void compare(String table, ObjectNode wanted, JsonNode used, List<UpEvent.Setting> differ) {
        wanted.properties().forEach(entry -> {
            String name = table + entry.getKey();
            JsonNode there = used.path(entry.getKey());
            if (entry.getValue() instanceof ObjectNode inner) {
                compare(name + ".", inner, there, differ);
            } else if (!same(entry.getValue(), there)) {
                differ.add(new UpEvent.Setting(
                        name, entry.getValue().toString(), there.isMissingNode() ? "nothing" : there.toString()));
            }
        });
    }

    /** A program may write the same value in another way. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        String text = one.asString("");
        String otherText = other.asString("");
        if (DURATION.matcher(text).matches() && DURATION.matcher(otherText).matches()) {
            return nanos(text).compareTo(nanos(otherText)) == 0;
        }
        return one.equals(other);
    }

    private static BigDecimal nanos(String duration) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = DURATION_PART.matcher(duration);
        while (part.find()) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(NANOS.getOrDefault(part.group(2), BigDecimal.ZERO)));
        }
        return sum;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
