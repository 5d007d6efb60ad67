package dev.orrery.spec.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping with the keys that the format knows.
 *
 * @param exactlyOne whether the keys are alternatives
 */
record Keyed(List<Key<?>> keys, boolean exactlyOne) implements Shape<Bound> {

    static Keyed of(Key<?>... keys) {
        return new Keyed(List.of(keys), false);
    }

    static Keyed oneOf(Key<?>... keys) {
        return new Keyed(List.of(keys), true);
    }

    @Override
    public String allowed() {
        if (keys.size() == 1) {
            return "a mapping with the key " + Words.list(names());
        }
        return (exactlyOne ? "a mapping with exactly one of the keys " : "a mapping whose keys are among ")
                + Words.list(names());
    }

    private List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    @Override
    public Optional<Bound> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            return refuse(node, place, problems, "");
        }
        Map<String, Located<?>> values = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        List<String> known = new ArrayList<>();
        for (Entries.Entry entry : Entries.of(mapping, place, problems)) {
            Optional<Key<?>> key =
                    keys.stream().filter(k -> k.name().equals(entry.key())).findFirst();
            if (key.isPresent()) {
                values.put(
                        entry.key(),
                        new Located<>(entry.place(), key.get().shape().bind(entry.node(), entry.place(), problems)));
                known.add(entry.key());
            } else {
                problems.unknown(
                                entry.keyPlace(),
                                "is not a key of the format; allowed here: " + Words.list(names()),
                                entry.key(),
                                names())
                        .ifPresent(meant::add);
            }
        }
        reportMissing(known, meant, place, problems);
        return Optional.of(new Bound(place, values));
    }

    /** A required key that is there under a near miss of its name has been reported as such. */
    private void reportMissing(List<String> known, Set<String> meant, Place place, Problems problems) {
        for (Key<?> key : keys) {
            if (key.required() && !known.contains(key.name()) && !meant.contains(key.name())) {
                problems.report(
                        place,
                        "the key `" + key.name() + "` is missing; it must be "
                                + key.shape().allowed());
            }
        }
        if (exactlyOne && known.size() != 1 && meant.isEmpty()) {
            problems.report(
                    place, "must be " + allowed() + ", has " + (known.isEmpty() ? "none of them" : Words.list(known)));
        }
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.type("object");
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), key.schema()));
        schema.put("additionalProperties", false);
        if (exactlyOne) {
            schema.put("minProperties", 1).put("maxProperties", 1);
        } else if (keys.stream().anyMatch(Key::required)) {
            ArrayNode required = schema.putArray("required");
            keys.stream().filter(Key::required).map(Key::name).forEach(required::add);
        }
        return schema;
    }
}
