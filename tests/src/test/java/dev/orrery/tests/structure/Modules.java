package dev.orrery.tests.structure;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The modules of the build and the arrows between them. */
final class Modules {
    private static final String ROOT = "dev.orrery.";

    /** Every module with those that its main code may use; what its own users see through it is spelled out. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("base", Set.of()),
            Map.entry("spec", Set.of("base")),
            Map.entry("binaries", Set.of("base", "spec")),
            Map.entry("images", Set.of("base", "spec", "binaries")),
            Map.entry("client", Set.of("base")),
            Map.entry("ibc", Set.of("base", "client")),
            Map.entry("network", Set.of("base", "client", "ibc")),
            Map.entry("service.client", Set.of("base")),
            Map.entry("engine", Set.of("base", "spec", "binaries", "client", "ibc", "network", "service.client")),
            Map.entry("backend.process", Set.of("base", "network", "engine")),
            Map.entry("service", Set.of("base", "client", "ibc", "network", "engine")),
            Map.entry("assertions", Set.of("base", "client", "network")),
            Map.entry("junit", Set.of("base", "spec", "binaries", "network", "engine")),
            Map.entry(
                    "cli",
                    Set.of(
                            "base",
                            "spec",
                            "binaries",
                            "images",
                            "client",
                            "ibc",
                            "network",
                            "engine",
                            "backend.process",
                            "service",
                            "service.client",
                            "assertions")));

    private Modules() {}

    static List<String> all() {
        return MAY_USE.keySet().stream().sorted().toList();
    }

    static Set<String> usableBy(String module) {
        return MAY_USE.getOrDefault(module, Set.of());
    }

    /** The module a class belongs to; empty for classes that are none of ours. */
    static Optional<String> of(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return Optional.empty();
        }
        String below = name.substring(ROOT.length());
        return Optional.of(MAY_USE.keySet().stream()
                .filter(module -> below.equals(module) || below.startsWith(module + "."))
                // service.client is no part of service.
                .max(Comparator.comparingInt(String::length))
                .orElse(below));
    }

    static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }
}
