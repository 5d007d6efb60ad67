package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.ObjectNode;

/** One SHA-256 for everybody, or one for each machine. */
record Checksums() implements Shape<Map<String, String>> {
    private static final Named<String> BY_MACHINE = new Named<>(
            "a mapping from machines such as linux/amd64 to SHA-256 checksums", Texts.MACHINE, Texts.SHA256, 1);

    @Override
    public String allowed() {
        return Texts.SHA256.allowed() + ", or " + BY_MACHINE.allowed();
    }

    @Override
    public Optional<Map<String, String>> bind(Node node, Place place, Problems problems) {
        if (!(node instanceof MappingNode)) {
            return Texts.SHA256.bind(node, place, problems).map(sum -> Map.of(BinarySpec.Download.ANY_MACHINE, sum));
        }
        return BY_MACHINE.bind(node, place, problems).map(read -> {
            Map<String, String> sums = new LinkedHashMap<>();
            read.forEach((machine, sum) -> sum.value().ifPresent(value -> sums.put(machine, value)));
            return sums;
        });
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schemas.empty();
        schema.putArray("oneOf").add(Texts.SHA256.schema()).add(BY_MACHINE.schema());
        return schema;
    }
}
