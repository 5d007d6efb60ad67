package dev.orrery.engine.internal;

import dev.orrery.base.Failure;
import dev.orrery.base.InvalidInputException;
import dev.orrery.engine.backend.Backend;
import dev.orrery.engine.backend.FoundNetwork;
import dev.orrery.engine.backend.Renderer;
import dev.orrery.spec.NetworkSpec;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends on the class path. */
public final class Backends {
    private Backends() {}

    public static List<Backend> all() {
        return ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** @throws InvalidInputException if there is none of this name */
    public static Backend named(String name) {
        ServiceLoader<Backend> all = ServiceLoader.load(Backend.class, Backends.class.getClassLoader());
        for (Backend backend : all) {
            if (backend.name().equals(name)) {
                return backend;
            }
        }
        throw new InvalidInputException(Failure.doing("looking for the backend \"" + name + "\"")
                .expected("a backend of this name on the class path")
                .seen(all.stream().map(found -> found.get().name()).collect(Collectors.joining(", ", "[", "]")))
                .hint("add the module orrery-backend-" + name)
                .build());
    }

    /** @throws InvalidInputException if this backend has none */
    public static Renderer renderer(String name, NetworkSpec spec) {
        return named(name)
                .renderer(spec)
                .orElseThrow(() -> cannot(name, "writing a network for " + name, "kubernetes"));
    }

    /** @throws InvalidInputException if networks of this backend are found by their folders alone */
    public static FoundNetwork elsewhere(String name, String where) {
        return named(name)
                .findElsewhere(where)
                .orElseThrow(() -> cannot(name, "looking for a network at " + where, "kubernetes:NAMESPACE"));
    }

    private static InvalidInputException cannot(String name, String doing, String expected) {
        return new InvalidInputException(Failure.doing(doing)
                .expected(expected)
                .seen("the backend " + name + ", which knows networks by their folders alone")
                .build());
    }
}
