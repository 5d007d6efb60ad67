package dev.orrery.spec.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The entries of a mapping, each key once. */
final class Entries {
    /**
     * One entry.
     *
     * @param keyPlace where the key stands
     * @param place where its value stands
     */
    record Entry(String key, Place keyPlace, Node node, Place place) {}

    private Entries() {}

    /** The entries in the order of the file; keys that are no text and keys written twice are reported and left out. */
    static List<Entry> of(MappingNode mapping, Place place, Problems problems) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar) || Words.isNull(key)) {
                problems.report(place.of(key), "a key must be text, is " + Words.describe(key));
                continue;
            }
            String name = scalar.getValue();
            Place keyPlace = place.key(key, name);
            if (name.equals("<<")) {
                problems.report(keyPlace, "merging with << is not part of YAML 1.2; write the keys out");
                continue;
            }
            Integer first = lines.putIfAbsent(name, keyPlace.line());
            if (first != null) {
                problems.report(keyPlace, "is written twice; the first is on line " + first);
            } else {
                entries.add(new Entry(name, keyPlace, tuple.getValueNode(), place.key(tuple.getValueNode(), name)));
            }
        }
        return entries;
    }
}
