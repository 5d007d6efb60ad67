package dev.orrery.spec.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * @param companions further keys, by the name of the key that each says more of; one may go with several
 */
record Keyed(List<Key<?>> keys, boolean exactlyOne, Map<String, List<Key<?>>> companions) implements Shape<Bound> {

    Keyed(List<Key<?>> keys, boolean exactlyOne) {
        this(keys, exactlyOne, Map.of());
    }

    static Keyed of(Key<?>... keys) {
        return new Keyed(List.of(keys), false);
    }

    static Keyed oneOf(Key<?>... keys) {
        return new Keyed(List.of(keys), true);
    }

    /** The same with keys that may stand beside one of the alternatives only. */
    Keyed with(Key<?> alternative, Key<?>... more) {
        Map<String, List<Key<?>>> all = new LinkedHashMap<>(companions);
        all.put(alternative.name(), List.of(more));
        return new Keyed(keys, exactlyOne, all);
    }

    @Override
    public String allowed() {
        if (keys.size() == 1) {
            return "a mapping with the key " + Words.list(names());
        }
        return (exactlyOne ? "a mapping with exactly one of the keys " : "a mapping whose keys are among ")
                + Words.list(keys.stream().map(Key::name).toList());
    }

    private List<String> names() {
        return all().stream().map(Key::name).distinct().toList();
    }

    private List<Key<?>> all() {
        Set<Key<?>> all = new LinkedHashSet<>(keys);
        companions.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    /** The alternatives that a key of this name may stand beside; none where it stands by itself. */
    private List<String> beside(String key) {
        return companions.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(more -> more.name().equals(key)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that the alternative can't do without. */
    private List<Key<?>> neededBy(String alternative) {
        return companions.getOrDefault(alternative, List.of()).stream()
                .filter(Key::required)
                .toList();
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
                    all().stream().filter(k -> k.name().equals(entry.key())).findFirst();
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
        List<String> alternatives = known.stream()
                .filter(name -> keys.stream().anyMatch(key -> key.name().equals(name)))
                .toList();
        if (exactlyOne && alternatives.size() != 1 && meant.isEmpty()) {
            problems.report(
                    place,
                    "must be " + allowed() + ", has "
                            + (alternatives.isEmpty() ? "none of them" : Words.list(alternatives)));
        }
        for (String name : known) {
            List<String> needed = beside(name);
            if (!needed.isEmpty()
                    && needed.stream().noneMatch(other -> known.contains(other) || meant.contains(other))) {
                problems.report(place, "has `" + name + "`, which goes with " + Words.either(ticked(needed)) + " only");
            }
            neededBy(name).stream()
                    .filter(key -> !known.contains(key.name()) && !meant.contains(key.name()))
                    .forEach(key -> problems.report(
                            place,
                            "the key `" + key.name() + "` is missing, which `" + name + "` needs; it must be "
                                    + key.shape().allowed()));
        }
    }

    private static List<String> ticked(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").toList();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.type("object");
        ObjectNode properties = schema.putObject("properties");
        all().forEach(key -> properties.set(key.name(), key.schema()));
        schema.put("additionalProperties", false);
        if (exactlyOne && companions.isEmpty()) {
            schema.put("minProperties", 1).put("maxProperties", 1);
        } else if (exactlyOne) {
            ArrayNode alternatives = schema.putArray("oneOf");
            keys.forEach(key -> alternatives.addObject().putArray("required").add(key.name()));
            together(schema);
        } else if (keys.stream().anyMatch(Key::required)) {
            ArrayNode required = schema.putArray("required");
            keys.stream().filter(Key::required).map(Key::name).forEach(required::add);
        }
        return schema;
    }

    private void together(ObjectNode schema) {
        ObjectNode needed = schema.putObject("dependentRequired");
        ObjectNode one = schema.putObject("dependentSchemas");
        for (String key : names()) {
            List<String> others = beside(key);
            if (others.size() == 1) {
                needed.putArray(key).add(others.getFirst());
            } else if (!others.isEmpty()) {
                ArrayNode any = one.putObject(key).putArray("anyOf");
                others.forEach(name -> any.addObject().putArray("required").add(name));
            }
        }
        for (String alternative : companions.keySet()) {
            List<Key<?>> more = neededBy(alternative);
            if (!more.isEmpty()) {
                ArrayNode names = needed.putArray(alternative);
                more.forEach(key -> names.add(key.name()));
            }
        }
    }
}
