package dev.orrery.spec.internal;

import dev.orrery.spec.BinarySpec;
import dev.orrery.spec.CompanionSpec;
import dev.orrery.spec.NodeExtras;
import dev.orrery.spec.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the records of what nodes need besides their files. */
final class ExtrasBuilder {
    private final Function<Bound, BinarySpec> binary;

    /** @param binary reads the source of a program */
    ExtrasBuilder(Function<Bound, BinarySpec> binary) {
        this.binary = binary;
    }

    NodeExtras build(Bound chain) {
        return new NodeExtras(
                values(chain.require(ExtrasFormat.ENV)),
                values(chain.require(ExtrasFormat.START_ARGS)),
                chain.require(ExtrasFormat.COMPANIONS).entrySet().stream()
                        .map(entry -> companion(
                                entry.getKey(), entry.getValue().value().orElseThrow()))
                        .toList());
    }

    private CompanionSpec companion(String name, Bound companion) {
        return new CompanionSpec(
                name,
                binary.apply(companion.require(ExtrasFormat.BINARY)),
                values(companion.require(ExtrasFormat.ARGS)),
                values(companion.require(ExtrasFormat.COMPANION_ENV)),
                values(companion.require(ExtrasFormat.FILES)),
                companion.require(ExtrasFormat.PORTS).stream()
                        .map(port -> port.value().orElseThrow())
                        .toList(),
                ExtrasChecker.beside(companion).stream().sorted().toList(),
                companion.require(ExtrasFormat.FIRST));
    }

    private static List<Template> values(List<Located<Template>> located) {
        return located.stream().map(each -> each.value().orElseThrow()).toList();
    }

    private static Map<String, Template> values(Map<String, Located<Template>> located) {
        Map<String, Template> values = new LinkedHashMap<>();
        located.forEach((name, value) -> values.put(name, value.value().orElseThrow()));
        return values;
    }
}
